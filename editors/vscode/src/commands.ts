import * as vscode from 'vscode';
import type { Panel } from './layers/panel';
import type { Place } from './layers/place';
import { say } from './messages';
import type { Pages } from './pages';
import type { Server } from './server';
import { language } from './settings';

export interface Parts {
  server: Server;
  pages: Pages;
  panel: Panel;
}

type Answer = (parts: Parts, document: vscode.Uri, place: Place) => Promise<void>;

/** Those about a document: the lenses name it and its stage, the palette does not. */
const ABOUT_DOCUMENTS: Record<string, Answer> = {
  'strates.explainCount': ({ pages }, document, place) => pages.show(document, place),
  'strates.showLayers': ({ panel }, document, place) => panel.show(document, place),
  'strates.revealCount': async ({ server }, document, { stage }) => {
    await ask(server, 'strates.revealCount', document, stage);
  },
  'strates.generateDockerignore': generateDockerignore,
  'strates.copyBuildCommand': copyBuildCommand,
  'strates.fixAll': fixAll,
};

const OTHERS: Record<string, (parts: Parts) => Promise<void> | void> = {
  'strates.restart': async ({ server }) => {
    await server.restart();
    if (server.state !== 'running') return;
    vscode.window.setStatusBarMessage(say(language(), 'restarted', server.version), 4000);
  },
  'strates.showOutput': ({ server }) => {
    server.output.show();
  },
  'strates.newDockerfile': async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'dockerfile', content: '' });
    await vscode.window.showTextDocument(document);
  },
};

export const OWN_COMMANDS: readonly string[] = [...Object.keys(ABOUT_DOCUMENTS), ...Object.keys(OTHERS)];

export function register(parts: Parts): vscode.Disposable[] {
  const about = Object.entries(ABOUT_DOCUMENTS).map(([name, answer]) =>
    vscode.commands.registerCommand(name, async (document?: unknown, stage?: unknown) => {
      const uri = documentOf(document);
      if (uri === undefined) {
        void vscode.window.showInformationMessage(say(language(), 'openDockerfile'));
        return;
      }
      await told(async () => {
        await vscode.workspace.openTextDocument(uri);
        await answer(parts, uri, placeOf(uri, document, stage));
      });
    }),
  );
  const others = Object.entries(OTHERS).map(([name, answer]) =>
    vscode.commands.registerCommand(name, () => told(async () => answer(parts))),
  );
  return [...about, ...others];
}

/** What was given, by the server as text or by a menu as a URI, else what is being edited. */
function documentOf(given: unknown): vscode.Uri | undefined {
  if (typeof given === 'string') return vscode.Uri.parse(given);
  if (given instanceof vscode.Uri) return given;
  const editors = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
  return editors.find((editor) => editor?.document.languageId === 'dockerfile')?.document.uri;
}

/** A lens without a stage is about the whole file; who chooses a command means where the cursor is. */
function placeOf(uri: vscode.Uri, document: unknown, stage: unknown): Place {
  if (typeof stage === 'number') return { stage };
  if (typeof document === 'string') return {};
  const editor = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
  return editor === undefined ? {} : { line: editor.selection.active.line };
}

async function told(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(say(language(), 'failed', reason));
  }
}

function ask(server: Server, command: string, document: vscode.Uri, stage?: number): Promise<unknown> {
  const given = stage === undefined ? [] : [stage];
  return server.request('workspace/executeCommand', { command, arguments: [server.uri(document), ...given] });
}

async function copyBuildCommand({ server }: Parts, document: vscode.Uri, { stage }: Place): Promise<void> {
  const command = await ask(server, 'strates.copyBuildCommand', document, stage);
  if (typeof command !== 'string') return;
  await vscode.env.clipboard.writeText(command);
  void vscode.window.showInformationMessage(say(language(), 'copied', command));
}

async function generateDockerignore({ server }: Parts, document: vscode.Uri): Promise<void> {
  const file = vscode.Uri.joinPath(document, '..', '.dockerignore');
  if (await exists(file)) {
    const open = say(language(), 'openFile');
    const choice = await vscode.window.showWarningMessage(say(language(), 'existsAlready', '.dockerignore'), open);
    if (choice === open) await vscode.window.showTextDocument(file);
    return;
  }
  await ask(server, 'strates.generateDockerignore', document);
  // The server has the editor make it, and answers before that is done.
  for (let tries = 0; tries < 50 && !(await exists(file)); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await vscode.window.showTextDocument(file);
}

async function exists(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}

async function fixAll(_: Parts, document: vscode.Uri): Promise<void> {
  const editor = await vscode.window.showTextDocument(document);
  const before = editor.document.version;
  const whole = new vscode.Range(0, 0, editor.document.lineCount, 0);
  const kind = vscode.CodeActionKind.SourceFixAll.append('strates');
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document,
    whole,
    kind.value,
    1,
  );
  const edit = actions.find((action) => action.kind !== undefined && kind.contains(action.kind))?.edit;
  if (edit === undefined || edit.size === 0) {
    void vscode.window.showInformationMessage(say(language(), 'nothingToFix'));
  } else if (editor.document.version === before) {
    await vscode.workspace.applyEdit(edit);
  }
}
