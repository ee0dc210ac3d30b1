// A workbench with the extension in it, and Chromium before it. Everything lies in a folder of its own
// and is ended by process id.

import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const HERE = dirname(fileURLToPath(import.meta.url));
export const PROJECT = join(HERE, '../../..');
const TOOLS = join(PROJECT, 'target/tools/vscode');
export const ARTEFACTS = join(PROJECT, 'target/artefacts/vscode');

const NODE = join(TOOLS, 'node/bin/node');
const CODE_SERVER = join(TOOLS, 'code-server/node_modules/code-server/out/node/entry.js');

export const sleep = (time) => new Promise((resolve) => setTimeout(resolve, time));

/** Asks again until the answer is one; what is awaited is told when it does not come. */
export async function until(what, ask, patience = 20_000) {
  const end = Date.now() + patience;
  let last;
  for (;;) {
    try {
      last = await ask();
      if (last) return last;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) {
      const seen = last instanceof Error ? last.message : JSON.stringify(last);
      throw new Error(`${what} did not come; last seen: ${seen}`);
    }
    await sleep(100);
  }
}

/** A folder with the files named. */
export function project(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

export class Home {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'strates-vscode-'));
    process.on('exit', () => this.remove());
    this.extensions = join(this.folder, 'extensions');
    this.work = join(this.folder, 'work');
    mkdirSync(this.extensions);
    mkdirSync(this.work);
    // The extension host has the search path of a login shell.
    const path = 'PATH="$HOME/bin:/usr/bin:/bin"\n';
    project(this.folder, { '.profile': path, '.bashrc': path });
  }

  /** With code-server's own installer, as a user does it. */
  async install(vsix) {
    const started = spawn(NODE, [CODE_SERVER, '--install-extension', vsix, '--force', '--extensions-dir', this.extensions, '--user-data-dir', join(this.folder, 'installer')], { env: this.environment(), stdio: 'pipe' });
    let said = '';
    for (const stream of [started.stdout, started.stderr]) stream.on('data', (part) => (said += part));
    const code = await new Promise((resolve) => started.on('exit', resolve));
    if (code !== 0 || !/successfully installed/.test(said)) throw new Error(`the extension was not installed: ${said}`);
    const name = readdirSync(this.extensions).find((name) => name.startsWith('strates.strates-'));
    if (name === undefined) throw new Error(`no extension in ${this.extensions}`);
    return join(this.extensions, name);
  }

  /** The probe and the language pack need no package: they are folders of ours. */
  place(name) {
    const manifest = JSON.parse(readFileSync(join(HERE, name, 'package.json'), 'utf8'));
    const id = `${manifest.publisher}.${manifest.name}`;
    const relativeLocation = `${id}-${manifest.version}`;
    const path = join(this.extensions, relativeLocation);
    cpSync(join(HERE, name), path, { recursive: true });
    const list = join(this.extensions, 'extensions.json');
    const known = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
    const location = { $mid: 1, path, scheme: 'file' };
    known.push({ identifier: { id }, version: manifest.version, location, relativeLocation });
    writeFileSync(list, JSON.stringify(known));
  }

  environment(more = {}) {
    const nowhere = 'http://127.0.0.1:9/none';
    return {
      PATH: '/usr/bin:/bin',
      SHELL: '/bin/bash',
      HOME: this.folder,
      LANG: 'C.UTF-8',
      EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: nowhere, itemUrl: nowhere }),
      ...more,
    };
  }

  async start(options = {}) {
    return Workbench.start(this, options);
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

const SETTINGS = {
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'update.mode': 'none',
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'editor.minimap.enabled': false,
  'security.workspace.trust.startupPrompt': 'never',
  'files.simpleDialog.enable': true,
};

/** Those to end when a test fails. */
export const running = new Set();

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const bench of running) bench.server.kill();
    process.exit(1);
  });
}

export class Workbench {
  static async start(home, { folder = home.work, settings = {}, french = false, trusted = true }) {
    const it = new Workbench();
    it.home = home;
    it.port = await freePort();
    it.socket = join(home.folder, `probe-${it.port}`);
    const data = join(home.folder, `data-${it.port}`);
    project(join(data, 'User'), { 'settings.json': JSON.stringify({ ...SETTINGS, ...settings }) });
    if (french) project(data, { 'languagepacks.json': JSON.stringify(packs(home)) });
    const trust = trusted ? ['--disable-workspace-trust'] : [];
    it.server = spawn(
      NODE,
      [CODE_SERVER, '--auth', 'none', '--bind-addr', `127.0.0.1:${it.port}`, '--disable-telemetry', '--disable-update-check', '--reconnection-grace-time', '1', ...trust, '--user-data-dir', data, '--extensions-dir', home.extensions, ...(french ? ['--locale', 'fr'] : [])],
      { env: home.environment({ STRATES_PROBE: it.socket }), stdio: ['ignore', 'pipe', 'pipe'] },
    );
    running.add(it);
    it.log = '';
    for (const stream of [it.server.stdout, it.server.stderr]) stream.on('data', (part) => (it.log += part));
    await until('code-server', async () => (await fetch(`http://127.0.0.1:${it.port}/healthz`)).ok, 60_000);
    it.browser = await chromium.launch({ executablePath: browserPath(), args: ['--no-sandbox', '--disable-gpu'] });
    it.context = await it.browser.newContext({
      viewport: { width: 1280, height: 860 },
      locale: french ? 'fr-FR' : 'en-US',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    if (french) {
      const url = `http://127.0.0.1:${it.port}`;
      await it.context.addCookies([{ name: 'vscode.nls.locale', value: 'fr', url }]);
      await it.context.addInitScript(() => localStorage.setItem('vscode.nls.locale', 'fr'));
    }
    it.page = await it.context.newPage();
    it.errors = [];
    it.page.on('console', (message) => {
      if (message.type() === 'error') it.errors.push(message.text());
    });
    await it.open(folder);
    return it;
  }

  async open(folder) {
    const what = folder.endsWith('.code-workspace') ? 'workspace' : 'folder';
    await this.page.goto(`http://127.0.0.1:${this.port}/?${what}=${encodeURIComponent(folder)}`);
    await this.page.waitForSelector('.monaco-workbench', { timeout: 60_000 });
    await until('the extension host', () => existsSync(this.socket) && this.run('return true'), 60_000);
  }

  /** As a person does it, so that VS Code first writes down how things stand. */
  async reload() {
    const before = await this.run('return process.pid');
    this.run(`vscode.commands.executeCommand('workbench.action.reloadWindow')`).catch(() => undefined);
    await until('another extension host', async () => (await this.run('return process.pid')) !== before, 60_000);
  }

  /** Runs in the extension host. */
  run(source, ...values) {
    const filled = values.length === 0 ? source : `const [${values.map((_, at) => `$${at}`).join()}] = ${JSON.stringify(values)};\n${source}`;
    return new Promise((resolve, reject) => {
      const request = http.request({ socketPath: this.socket, method: 'POST' }, (response) => {
        let text = '';
        response.on('data', (part) => (text += part));
        response.on('end', () => {
          const { result, error } = JSON.parse(text);
          if (error === undefined) resolve(result);
          else reject(new Error(error));
        });
      });
      request.on('error', reject);
      request.end(filled);
    });
  }

  /** Opens a file in the editor and waits for the server. */
  async edit(file, { line = 0, character = 0 } = {}) {
    await this.run(
      `const document = await vscode.workspace.openTextDocument($0);
       const editor = await vscode.window.showTextDocument(document, {preview: false, viewColumn: 1, selection: new vscode.Range($1, $2, $1, $2)});`,
      file,
      line,
      character,
    );
  }

  set(name, value) {
    return this.run(
      `await vscode.workspace.getConfiguration().update($0, $1 ?? undefined, vscode.ConfigurationTarget.Global);`,
      name,
      value,
    );
  }

  command(name, ...values) {
    return this.run(`await vscode.commands.executeCommand($0, ...$1);`, name, values);
  }

  closeAll() {
    return this.run(`await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'); await vscode.commands.executeCommand('workbench.action.closeAllEditors'); await vscode.commands.executeCommand('notifications.clearAll');`);
  }

  text() {
    return this.run('return vscode.window.activeTextEditor?.document.getText()');
  }

  /** Messages in the corner. */
  toasts() {
    return this.page.locator('.notification-toast').allInnerTexts();
  }

  status() {
    return this.page.locator('#strates\\.strates\\.strates\\.status').innerText();
  }

  /** The page of a webview, once it says something. */
  async webview(selector) {
    return until('the panel', async () => {
      for (const frame of this.page.frames()) {
        if (frame.url() !== '' && (await frame.locator(selector).count().catch(() => 0)) > 0) return frame;
      }
      return undefined;
    });
  }

  async picture(name, clip) {
    mkdirSync(ARTEFACTS, { recursive: true });
    await this.page.screenshot({ path: join(ARTEFACTS, `${name}.png`), ...(clip ? { clip } : {}) });
  }

  async stop() {
    running.delete(this);
    await this.browser?.close();
    const isOver = new Promise((resolve) => this.server.on('exit', resolve));
    if (this.server.exitCode === null && this.server.kill()) await isOver;
  }
}

/** What VS Code writes down when it installs a language pack. */
function packs(home) {
  const [id, version] = ['strates-tests.french', '0.0.1'];
  const translations = { vscode: join(home.extensions, `${id}-${version}`, 'vscode.json') };
  const extensions = [{ extensionIdentifier: { id }, version }];
  return { fr: { hash: '0123456789abcdef', extensions, translations, label: 'français' } };
}

function browserPath() {
  const names = ['chromium', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env.PATH ?? '').split(':');
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name))).find((file) => existsSync(file));
  if (found === undefined) throw new Error('there is no Chromium on PATH: see tests/editors/vscode/install');
  return found;
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
