// The explained layers as a document to read. It follows its Dockerfile.

import * as vscode from 'vscode';
import type { Layers } from './layers/answer';
import { anchor, explained } from './layers/explained';
import { type Place, stageAt } from './layers/place';
import { say } from './messages';
import type { Server } from './server';
import { language } from './settings';

const SCHEME = 'strates-layers';
const PREVIEW = 'markdown.showPreviewToSide';

export class Pages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly disposables: vscode.Disposable[];
  private waiting: NodeJS.Timeout | undefined;

  readonly onDidChange = this.changed.event;

  constructor(private readonly server: Server) {
    this.disposables = [
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === 'dockerfile') this.refreshSoon();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('strates')) this.refreshSoon();
      }),
      server.onDidChangeState(() => {
        this.refreshSoon();
      }),
    ];
  }

  /** As VS Code shows Markdown; where that is switched off, as its source. */
  async show(about: vscode.Uri, place: Place): Promise<void> {
    const layers = await layersOf(this.server, about);
    const stage = stageAt(layers, place);
    const fragment = stage === undefined ? '' : anchor(stage);
    const page = pageOf(about);
    const hasPreview = vscode.extensions.getExtension('vscode.markdown-language-features') !== undefined;
    if (hasPreview) await vscode.commands.executeCommand(PREVIEW, page.with({ fragment }));
    else await showSource(page, fragment);
  }

  async provideTextDocumentContent(page: vscode.Uri): Promise<string> {
    try {
      const about = aboutOf(page);
      return explained(nameOf(about), await layersOf(this.server, about));
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  dispose(): void {
    clearTimeout(this.waiting);
    for (const disposable of this.disposables) disposable.dispose();
  }

  private refreshSoon(): void {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      const pages = vscode.workspace.textDocuments.filter((document) => document.uri.scheme === SCHEME);
      for (const page of pages) this.changed.fire(page.uri);
    }, 200);
  }
}

async function showSource(page: vscode.Uri, fragment: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(page);
  const offset = fragment === '' ? 0 : document.getText().indexOf(`"${fragment}"`);
  const at = document.positionAt(Math.max(0, offset));
  const selection = new vscode.Range(at, at);
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, selection });
}

/** Of a document that is open; else the reason is thrown. */
export async function layersOf(server: Server, uri: vscode.Uri): Promise<Layers> {
  const params = { textDocument: { uri: server.uri(uri) } };
  const layers = await server.request<Layers | null>('strates/layers', params);
  if (layers === null) throw new Error(say(language(), 'gone'));
  return layers;
}

function pageOf(about: vscode.Uri): vscode.Uri {
  const path = `/${nameOf(about)} (${say(language(), 'pageTitle')}).md`;
  return vscode.Uri.from({ scheme: SCHEME, path, query: about.toString() });
}

function nameOf(about: vscode.Uri): string {
  return about.path.split('/').at(-1) ?? '';
}

function aboutOf(page: vscode.Uri): vscode.Uri {
  return vscode.Uri.parse(page.query);
}
