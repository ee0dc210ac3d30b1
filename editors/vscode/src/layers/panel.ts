// The panel with the picture of the layers: beside the editor, of whichever Dockerfile is edited.

import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { say } from '../messages';
import { layersOf } from '../pages';
import type { Server } from '../server';
import { language } from '../settings';
import type { Kept, Layers, News, Wish, Words } from './answer';
import { type Place, stageAt } from './place';

const KIND = 'strates.layers';
/** Who types sees the picture when the hand rests. */
const PAUSE = 120;

export class Panel implements vscode.Disposable, vscode.WebviewPanelSerializer {
  private panel: vscode.WebviewPanel | undefined;
  private about: vscode.Uri | undefined;
  /** Where the page is to be opened, until it is. */
  private asked: Place | undefined;
  /** Whether the page listens. */
  private isReady = false;
  private waiting: NodeJS.Timeout | undefined;
  private readonly disposables: vscode.Disposable[];

  constructor(
    private readonly extension: vscode.Uri,
    private readonly server: Server,
  ) {
    const soon = (): void => {
      this.refreshSoon();
    };
    this.disposables = [
      vscode.window.registerWebviewPanelSerializer(KIND, this),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor?.document.languageId === 'dockerfile') this.turnTo(editor.document.uri);
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
        if (this.isAbout(textEditor.document)) this.post({ type: 'cursor', line: selections[0]?.active.line ?? 0 });
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (this.isAbout(document)) soon();
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (this.isAbout(document)) soon();
      }),
      vscode.workspace.onDidRenameFiles(({ files }) => {
        const moved = files.find((file) => file.oldUri.toString() === this.about?.toString());
        if (moved !== undefined) this.turnTo(moved.newUri);
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('strates')) soon();
      }),
      server.onDidChangeState(soon),
    ];
  }

  async show(about: vscode.Uri, place: Place): Promise<void> {
    // Why there is nothing to show is told before an empty panel opens.
    await layersOf(this.server, about);
    this.about = about;
    this.asked = place;
    if (this.panel === undefined) {
      this.adopt(
        vscode.window.createWebviewPanel(KIND, '', vscode.ViewColumn.Beside, {
          enableScripts: true,
          localResourceRoots: [vscode.Uri.joinPath(this.extension, 'dist')],
        }),
      );
    } else {
      // One that was hidden is loaded anew.
      this.isReady = this.isReady && this.panel.visible;
      this.panel.reveal();
    }
    this.refreshSoon();
  }

  /** After the window was loaded anew. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, kept: Kept | undefined): Promise<void> {
    this.about = kept?.uri === undefined ? undefined : vscode.Uri.parse(kept.uri);
    this.adopt(panel);
    return Promise.resolve();
  }

  dispose(): void {
    clearTimeout(this.waiting);
    this.panel?.dispose();
    for (const disposable of this.disposables) disposable.dispose();
  }

  private adopt(panel: vscode.WebviewPanel): void {
    this.panel?.dispose();
    this.panel = panel;
    this.isReady = false;
    panel.onDidDispose(() => {
      if (this.panel === panel) this.panel = undefined;
    });
    panel.webview.onDidReceiveMessage((wish: Wish) => {
      if (wish.type === 'reveal') {
        void this.reveal(wish.line);
        return;
      }
      this.isReady = true;
      this.refreshSoon();
    });
    panel.iconPath = vscode.Uri.joinPath(this.extension, 'images', 'icon.png');
    panel.webview.html = this.page(panel.webview);
  }

  private turnTo(about: vscode.Uri): void {
    if (this.panel === undefined || about.toString() === this.about?.toString()) return;
    this.about = about;
    this.refreshSoon();
  }

  private isAbout(document: vscode.TextDocument): boolean {
    return this.panel !== undefined && document.uri.toString() === this.about?.toString();
  }

  private refreshSoon(): void {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => void this.refresh(), PAUSE);
  }

  private async refresh(): Promise<void> {
    const { panel, about } = this;
    if (panel === undefined || !this.isReady || about === undefined || this.server.state === 'starting') return;
    const name = about.path.split('/').at(-1) ?? '';
    let layers: Layers;
    try {
      layers = await layersOf(this.server, about);
    } catch (error) {
      panel.title = say(language(), 'panelTitle', name);
      this.post({ type: 'gone', text: error instanceof Error ? error.message : String(error) });
      return;
    }
    if (this.about !== about) return;
    panel.title = say(layers.lang, 'panelTitle', name);
    this.post({ type: 'layers', uri: about.toString(), name, layers, words: words(layers.lang) });
    this.goWhereAsked(layers);
    const editor = vscode.window.visibleTextEditors.find((editor) => this.isAbout(editor.document));
    if (editor !== undefined) this.post({ type: 'cursor', line: editor.selection.active.line });
  }

  private goWhereAsked(layers: Layers): void {
    const stage = this.asked === undefined ? undefined : stageAt(layers, this.asked);
    this.asked = undefined;
    if (stage !== undefined) this.post({ type: 'stage', stage });
  }

  private post(news: News): void {
    void this.panel?.webview.postMessage(news);
  }

  private async reveal(line: number): Promise<void> {
    if (this.about === undefined) return;
    const about = this.about.toString();
    const seen = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === about);
    const document = seen?.document ?? (await vscode.workspace.openTextDocument(this.about));
    const place = new vscode.Range(line, 0, line, 0);
    const editor = await vscode.window.showTextDocument(document, {
      viewColumn: seen?.viewColumn ?? vscode.ViewColumn.One,
      selection: place,
    });
    editor.revealRange(place, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  /** Nothing from outside: one script and one style of ours. */
  private page(webview: vscode.Webview): string {
    const nonce = randomBytes(16).toString('hex');
    const file = (name: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(this.extension, 'dist', name)).toString();
    const rules = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
    return `<!DOCTYPE html>
<html lang="${language()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${rules}">
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="${file('layers.style.css')}">
</head>
<body>
<script nonce="${nonce}" src="${file('layers.js')}"></script>
</body>
</html>`;
  }
}

function words(lang: 'en' | 'fr'): Words {
  return {
    keys: say(lang, 'keys'),
    shipped: say(lang, 'shipped'),
    thrownAway: say(lang, 'thrownAway'),
    notBuilt: say(lang, 'notBuilt'),
    metadata: say(lang, 'metadata'),
    emptyBase: say(lang, 'emptyBase'),
    imageBase: say(lang, 'imageBase'),
    stageBase: say(lang, 'stageBase'),
    inherited: say(lang, 'inherited'),
    stagesLabel: say(lang, 'stagesLabel'),
  };
}
