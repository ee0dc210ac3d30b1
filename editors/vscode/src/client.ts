// One connection to one process. What ends is not mended here but started anew: see server.ts.

import { type ChildProcess, spawn } from 'node:child_process';
import * as vscode from 'vscode';
import {
  type ClientCapabilities,
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  type ServerCapabilities,
  type StaticFeature,
} from 'vscode-languageclient/node';
import { settingsForServer } from './settings';

export const DOCUMENTS = [
  { language: 'dockerfile', scheme: 'file' },
  { language: 'dockerfile', scheme: 'untitled' },
  { language: 'dockerfile', scheme: 'vscode-vfs' },
];

// Files beside a Dockerfile: the server tells by the name which are its own.
const BESIDE = [
  { language: 'dockerignore', scheme: 'file' },
  { language: 'ignore', scheme: 'file', pattern: '**/*.dockerignore' },
  { scheme: 'file', pattern: '**/{compose,docker-compose}*.{yml,yaml}' },
  { scheme: 'file', pattern: '**/docker-bake*.{hcl,json}' },
];

export interface Connection {
  client: LanguageClient;
  process: () => ChildProcess | undefined;
}

export function connect(
  program: string,
  extension: vscode.Extension<unknown>,
  output: vscode.LogOutputChannel,
  ownCommands: readonly string[],
  ended: (why: string) => void,
): Connection {
  let child: ChildProcess | undefined;
  const start = (): Promise<ChildProcess> =>
    new Promise((resolve, reject) => {
      child = spawn(program, ['lsp'], { stdio: 'pipe', env: environment() });
      child.on('spawn', () => {
        if (child !== undefined) resolve(child);
      });
      child.on('error', (error) => {
        reject(error);
        ended(error.message);
      });
      child.on('exit', (code, signal) => {
        ended(signal ?? `exit ${code ?? '?'}`);
      });
    });
  const settings = (folder?: string): Record<string, unknown> =>
    settingsForServer(extension, folder === undefined ? onlyFolder() : client.protocol2CodeConverter.asUri(folder));
  const client: LanguageClient = new LanguageClient('strates', 'strates', start, {
    documentSelector: [...DOCUMENTS, ...BESIDE],
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: () => settings(),
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => ({ action: CloseAction.DoNotRestart, handled: true }),
    },
    markdown: { isTrusted: false, supportHtml: false },
    middleware: {
      workspace: {
        configuration: (params, token, next) => {
          const ours = params.items.every((item) => item.section === 'strates');
          return ours ? params.items.map((item) => settings(item.scopeUri)) : next(params, token);
        },
        // The server asks for what it needs.
        didChangeConfiguration: () =>
          client.sendNotification('workspace/didChangeConfiguration', { settings: null }),
      },
    },
  });
  client.registerFeature(showsAnswers());
  client.registerFeature(withoutCommands(ownCommands));
  return { client, process: () => child };
}

/** The server names none where there is one alone, which may have settings of its own in a `.code-workspace`. */
function onlyFolder(): vscode.Uri | undefined {
  const [folder, ...others] = vscode.workspace.workspaceFolders ?? [];
  return others.length === 0 ? folder?.uri : undefined;
}

/** The extension shows what commands return: the server need not. */
function showsAnswers(): StaticFeature {
  return {
    ...INERT,
    fillClientCapabilities: (capabilities: ClientCapabilities) => {
      capabilities.experimental = { ...(capabilities.experimental as object), strates: { showsAnswers: true } };
    },
  };
}

/** Commands that the extension answers for are not registered a second time. */
function withoutCommands(own: readonly string[]): StaticFeature {
  return {
    ...INERT,
    preInitialize: (capabilities: ServerCapabilities) => {
      const offered = capabilities.executeCommandProvider;
      if (offered === undefined) return;
      offered.commands = offered.commands.filter((command) => !own.includes(command));
    },
  };
}

const INERT: StaticFeature = {
  fillClientCapabilities: () => undefined,
  initialize: () => undefined,
  getState: () => ({ kind: 'static' }),
  clear: () => undefined,
};

/** Where nobody vouches for the folder, no program is found on the search path. */
function environment(): NodeJS.ProcessEnv {
  return vscode.workspace.isTrusted ? process.env : { ...process.env, PATH: '', Path: '' };
}
