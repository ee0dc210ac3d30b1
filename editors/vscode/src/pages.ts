// The explained layers as a document to read. It follows its Dockerfile.

import * as vscode from 'vscode';
import type { Layers } from './layers/answer';
import { say } from './messages';
import type { Server } from './server';
import { language } from './settings';

const SCHEME = 'strates-layers';

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

  async show(about: vscode.Uri, stage: number | undefined): Promise<void> {
    const layers = await layersOf(this.server, about);
    const heading = stage === undefined ? undefined : layers.stages[stage]?.title;
    const lines = layers.page.split('\n');
    const line = Math.max(0, heading === undefined ? 0 : lines.findIndex((text) => text.startsWith(heading)));
    const document = await vscode.workspace.openTextDocument(pageOf(about));
    const place = new vscode.Range(line, 0, line, 0);
    const editor = await vscode.window.showTextDocument(document, {
      preview: true,
      selection: place,
      viewColumn: vscode.ViewColumn.Beside,
    });
    editor.revealRange(place, vscode.TextEditorRevealType.AtTop);
  }

  async provideTextDocumentContent(page: vscode.Uri): Promise<string> {
    try {
      return (await layersOf(this.server, aboutOf(page))).page;
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

/** Of a document that is open; else the reason is thrown. */
export async function layersOf(server: Server, uri: vscode.Uri): Promise<Layers> {
  const params = { textDocument: { uri: server.uri(uri) } };
  const layers = await server.request<Layers | null>('strates/layers', params);
  if (layers === null) throw new Error(say(language(), 'gone'));
  return layers;
}

function pageOf(about: vscode.Uri): vscode.Uri {
  const name = about.path.split('/').at(-1) ?? '';
  return vscode.Uri.from({
    scheme: SCHEME,
    path: `/${name} (${say(language(), 'pageTitle')}).txt`,
    query: about.toString(),
  });
}

function aboutOf(page: vscode.Uri): vscode.Uri {
  return vscode.Uri.parse(page.query);
}
