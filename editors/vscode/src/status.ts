// The version and the language of the server, for who has a Dockerfile before them.

import * as vscode from 'vscode';
import { DOCUMENTS } from './client';
import { say } from './messages';
import { layersOf } from './pages';
import type { Server } from './server';
import { language } from './settings';

export class Status implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('strates.status', vscode.StatusBarAlignment.Right, 90);
  private readonly disposables: { dispose(): unknown }[];

  constructor(private readonly server: Server) {
    const refresh = (): void => {
      void this.refresh();
    };
    this.item.command = 'strates.menu';
    this.disposables = [
      this.item,
      server.onDidChangeState(refresh),
      vscode.window.onDidChangeActiveTextEditor(refresh),
      vscode.workspace.onDidGrantWorkspaceTrust(refresh),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('strates')) setTimeout(refresh, 300);
      }),
      vscode.commands.registerCommand('strates.menu', () => this.menu()),
    ];
    refresh();
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  private async refresh(): Promise<void> {
    // Who looks at the panel of layers has no active editor.
    const editors = [vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors].flat();
    const documents = editors.map((editor) => editor.document);
    const document = documents.find((document) => vscode.languages.match(DOCUMENTS, document) > 0);
    if (document === undefined) {
      this.item.hide();
      return;
    }
    const lang = language();
    this.item.name = say(lang, 'statusName');
    this.item.backgroundColor = undefined;
    switch (this.server.state) {
      case 'running': {
        // The project may ask for another language than the editor.
        const spoken = await this.spoken(document.uri);
        this.item.text = `$(layers) strates ${this.server.version} · ${spoken.toUpperCase()}`;
        this.item.tooltip = say(spoken, 'running', this.server.version);
        if (!vscode.workspace.isTrusted) this.item.tooltip += `\n${say(spoken, 'restricted')}`;
        break;
      }
      case 'starting':
        this.item.text = '$(sync~spin) strates';
        this.item.tooltip = say(lang, 'starting');
        break;
      default:
        this.item.text = '$(warning) strates';
        this.item.tooltip = say(lang, 'stopped');
        this.item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
    }
    this.item.accessibilityInformation = { label: this.item.tooltip };
    this.item.show();
  }

  private async spoken(document: vscode.Uri): Promise<'en' | 'fr'> {
    try {
      return (await layersOf(this.server, document)).lang;
    } catch {
      return language();
    }
  }

  private async menu(): Promise<void> {
    const lang = language();
    const choices = [
      { label: `$(layers) ${say(lang, 'show')}`, command: 'strates.showLayers' },
      { label: `$(book) ${say(lang, 'explain')}`, command: 'strates.explainCount' },
      { label: `$(settings-gear) ${say(lang, 'settings')}`, command: 'workbench.action.openSettings' },
      { label: `$(refresh) ${say(lang, 'restart')}`, command: 'strates.restart' },
      { label: `$(output) ${say(lang, 'showOutput')}`, command: 'strates.showOutput' },
    ];
    const choice = await vscode.window.showQuickPick(choices, { title: 'strates' });
    if (choice === undefined) return;
    const isSettings = choice.command === 'workbench.action.openSettings';
    await vscode.commands.executeCommand(choice.command, ...(isSettings ? ['strates.'] : []));
  }
}
