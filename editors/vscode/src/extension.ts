import * as vscode from 'vscode';
import { OWN_COMMANDS, register } from './commands';
import { Panel } from './layers/panel';
import { Pages } from './pages';
import { Server } from './server';
import { Status } from './status';

let running: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<{ server: Server }> {
  const output = vscode.window.createOutputChannel('strates', { log: true });
  const server = new Server(context.extension, output, OWN_COMMANDS);
  const pages = new Pages(server);
  const panel = new Panel(context.extensionUri, server);
  context.subscriptions.push(output, server, pages, panel, new Status(server));
  context.subscriptions.push(...register({ server, pages, panel }));

  const restart = (): void => {
    void server.restart();
  };
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('strates.path')) restart();
    }),
    // With it come the search path and the registries.
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
  );
  running = server;
  await server.start();
  return { server };
}

/** The window closes when the server has left. */
export async function deactivate(): Promise<void> {
  await running?.stop();
}
