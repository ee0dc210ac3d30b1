import * as vscode from 'vscode';
import { chosen } from './chosen';
import { languageOf, type Language } from './messages';

/** Ours alone: the server knows nothing of it. */
const OWN = ['path'];

/** Those of one folder, where that is named. */
export function settingsForServer(extension: vscode.Extension<unknown>, folder?: vscode.Uri): Record<string, unknown> {
  const configuration = vscode.workspace.getConfiguration('strates', folder);
  return chosen(names(extension), (name) => configuration.inspect(name), vscode.workspace.isTrusted);
}

function names(extension: vscode.Extension<unknown>): string[] {
  const declared = extension.packageJSON as { contributes: { configuration: { properties: object } } };
  const all = Object.keys(declared.contributes.configuration.properties);
  return all.map((name) => name.replace(/^strates\./, '')).filter((name) => !OWN.includes(name));
}

export function programSetting(): string {
  const found = vscode.workspace.getConfiguration('strates').inspect<string>('path');
  const ofFolder = vscode.workspace.isTrusted ? found?.workspaceValue : undefined;
  return ofFolder ?? found?.globalValue ?? '';
}

/** For what the extension says itself. */
export function language(): Language {
  return languageOf(vscode.workspace.getConfiguration('strates').get<string>('locale'), vscode.env.language);
}
