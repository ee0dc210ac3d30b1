// The server from its start to its end: found, started, started again when it ends, given up when it
// does nothing else.

import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { find, isOlder } from './binary';
import { type Connection, connect } from './client';
import { Crashes, MOST, pause } from './crashes';
import { say } from './messages';
import { language, programSetting } from './settings';

export type State = 'missing' | 'starting' | 'running' | 'stopped' | 'givenUp';

/** What the extension relies on. */
const MINIMUM = '0.1.0';

export class Server implements vscode.Disposable {
  private connection: Connection | undefined;
  private readonly crashes = new Crashes();
  private readonly changed = new vscode.EventEmitter<State>();
  private current: State = 'stopped';
  /** Goes up with every start and stop: what an older connection says does not count any more. */
  private era = 0;
  private program = '';
  private restarting: Promise<void> = Promise.resolve();

  readonly onDidChangeState = this.changed.event;

  constructor(
    private readonly extension: vscode.Extension<unknown>,
    readonly output: vscode.LogOutputChannel,
    private readonly ownCommands: readonly string[],
  ) {}

  get state(): State {
    return this.current;
  }

  get version(): string {
    return this.connection?.client.initializeResult?.serverInfo?.version ?? '';
  }

  get processId(): number | undefined {
    return this.connection?.process()?.pid;
  }

  async start(): Promise<void> {
    const found = find({
      setting: programSetting(),
      extension: this.extension.extensionPath,
      home: homedir(),
      searchPath: process.env['PATH'] ?? '',
      isWindows: process.platform === 'win32',
    });
    if ('missing' in found) {
      this.enter('missing');
      void this.tellMissing(found.missing);
      return;
    }
    this.program = found.program;
    await this.launch();
  }

  async stop(): Promise<void> {
    this.era += 1;
    const connection = this.connection;
    this.connection = undefined;
    this.enter('stopped');
    if (connection !== undefined) await end(connection);
  }

  /** One after the other, however many are asked for at once. */
  restart(): Promise<void> {
    this.restarting = this.restarting.then(async () => {
      await this.stop();
      this.crashes.forget();
      await this.start();
    });
    return this.restarting;
  }

  /** Fails with what can be told to a person. */
  async request<Answer>(method: string, params: unknown): Promise<Answer> {
    const client = this.connection?.client;
    if (client === undefined || this.current !== 'running') throw new Error(say(language(), 'notRunning'));
    return client.sendRequest<Answer>(method, params);
  }

  uri(uri: vscode.Uri): string {
    return this.connection?.client.code2ProtocolConverter.asUri(uri) ?? uri.toString();
  }

  dispose(): Promise<void> {
    return this.stop();
  }

  private async launch(): Promise<void> {
    this.era += 1;
    const era = this.era;
    const life = { isOver: false };
    const ended = (why: string): void => {
      if (life.isOver || era !== this.era) return;
      life.isOver = true;
      void this.crashed(why);
    };
    this.enter('starting');
    const connection = connect(this.program, this.extension, this.output, this.ownCommands, ended);
    this.connection = connection;
    try {
      await connection.client.start();
    } catch (error) {
      ended(String(error));
      return;
    }
    if (era !== this.era || life.isOver) return;
    this.enter('running');
    this.output.info(`${this.program} ${this.version}`);
    if (isOlder(this.version || '0', MINIMUM)) {
      void vscode.window.showWarningMessage(say(language(), 'old', this.program, this.version || '?', MINIMUM));
    }
  }

  private async crashed(why: string): Promise<void> {
    const connection = this.connection;
    this.connection = undefined;
    if (connection !== undefined) await end(connection);
    const count = this.crashes.count(Date.now());
    if (count >= MOST) {
      this.enter('givenUp');
      await this.tellGivenUp(count);
      return;
    }
    this.output.warn(say(language(), 'ended', why, count, MOST));
    this.enter('starting');
    const era = this.era;
    await new Promise((resolve) => setTimeout(resolve, pause(count)));
    if (era === this.era) await this.launch();
  }

  private enter(state: State): void {
    this.current = state;
    this.changed.fire(state);
  }

  private async tellMissing(setting: string): Promise<void> {
    const lang = language();
    const text = setting === '' ? say(lang, 'missing') : say(lang, 'missingAt', setting);
    const [open, again] = [say(lang, 'openSetting'), say(lang, 'restart')];
    const choice = await vscode.window.showErrorMessage(text, open, again);
    if (choice === open) await vscode.commands.executeCommand('workbench.action.openSettings', 'strates.path');
    if (choice === again) await this.restart();
  }

  private async tellGivenUp(count: number): Promise<void> {
    const lang = language();
    const [open, again] = [say(lang, 'showOutput'), say(lang, 'restart')];
    const choice = await vscode.window.showErrorMessage(say(lang, 'gaveUp', this.program, count), open, again);
    if (choice === open) this.output.show();
    if (choice === again) await this.restart();
  }
}

/** Asks the process to leave, and does not wait for ever. */
async function end(connection: Connection): Promise<void> {
  const child = connection.process();
  try {
    await connection.client.dispose(1000);
  } catch {
    // It had not started, or was gone already.
  }
  if (child !== undefined && child.exitCode === null && child.signalCode === null) child.kill();
}
