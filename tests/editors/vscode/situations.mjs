// Bad situations, and other workspaces. Each has a workbench of its own where it needs one.

import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert } from './checks.mjs';
import { processId } from './editing.mjs';
import { project, until } from './workbench.mjs';

const hover = (bench, path, line = 1) =>
  bench.run(
    `const hovers = await vscode.commands.executeCommand('vscode.executeHoverProvider', vscode.Uri.file($0), new vscode.Position($1, 1));
     return hovers.flatMap((it) => it.contents.map((it) => it.value)).join();`,
    path,
    line,
  );

const told = (bench, wanted) =>
  until(`the message ${wanted}`, async () => {
    const toasts = (await bench.toasts()).join(' ');
    return wanted.test(toasts.replaceAll('\u00a0', ' ')) || Promise.reject(new Error(toasts || 'no message'));
  });

/** In one workbench, with the program beside the extension. */
export const documents = {
  async 'a path with spaces and accents'(bench) {
    const folder = project(join(bench.home.work, "l'été à la plage"), { 'é è.Dockerfile': 'FROM debian:12\nRUN echo é\n' });
    const path = join(folder, 'é è.Dockerfile');
    await bench.edit(path);
    await until('the hover', async () => /layer/.test(await hover(bench, path)));
    await bench.command('strates.copyBuildCommand');
    const copied = await until('the command', async () => {
      const text = await bench.run('return vscode.env.clipboard.readText()');
      return /é/.test(text) && text;
    });
    assert.match(copied, /-f 'l'\\''été à la plage\/é è\.Dockerfile' 'l'\\''été à la plage'$/);
    await bench.command('strates.showLayers');
    await bench.webview('section.stage');
  },

  async 'a Dockerfile in an unsaved buffer'(bench) {
    await bench.run(`const document = await vscode.workspace.openTextDocument({language: 'dockerfile', content: 'FROM debian:12\\nRUN apt-get install curl\\n'});
      await vscode.window.showTextDocument(document);`);
    await until('problems', async () => (await bench.run('return vscode.languages.getDiagnostics(vscode.window.activeTextEditor.document.uri).length')) >= 2);
    await bench.command('strates.copyBuildCommand');
    await told(bench, /not on the disk yet/);
    await bench.command('strates.showLayers');
    const panel = await bench.webview('section.stage');
    assert.equal(await panel.locator('button.layer').count(), 1);
    await bench.run(`await vscode.commands.executeCommand('workbench.action.focusFirstEditorGroup')`);
  },

  async 'a file that is renamed while it is open'(bench) {
    const path = join(project(bench.home.work, { 'old.Dockerfile': 'FROM debian:12\nRUN apt-get install curl\n' }), 'old.Dockerfile');
    const moved = join(bench.home.work, 'new.Dockerfile');
    await bench.edit(path);
    await until('problems', async () => (await count(bench, path)) > 0);
    await bench.run(
      `const edit = new vscode.WorkspaceEdit();
       edit.renameFile(vscode.Uri.file($0), vscode.Uri.file($1));
       await vscode.workspace.applyEdit(edit);`,
      path,
      moved,
    );
    await until('problems in the new one', async () => (await count(bench, moved)) > 0 && (await count(bench, path)) === 0);
    await until('the hover', async () => /layer/.test(await hover(bench, moved)));
  },

  async 'a file that is moved or deleted on the disk while it is open'(bench) {
    const path = join(project(bench.home.work, { 'gone.Dockerfile': 'FROM debian:12\nRUN apt-get install curl\n' }), 'gone.Dockerfile');
    await bench.edit(path);
    await until('problems', async () => (await count(bench, path)) > 0);
    renameSync(path, `${path}.txt`);
    rmSync(`${path}.txt`);
    await until('the tab to be closed or struck through', async () => {
      const tabs = await bench.page.locator('.tab').allInnerTexts();
      const deleted = await bench.page.locator('.tab .deleted, .tab .strikethrough').count();
      return deleted > 0 || !tabs.some((tab) => /gone\.Dockerfile/.test(tab));
    });
    const other = join(bench.home.work, 'Dockerfile');
    await bench.edit(other);
    await until('the next hover', async () => /layer/.test(await hover(bench, other, 5)));
  },

  async 'ShellCheck is asked where the folder is trusted'(bench) {
    const record = join(bench.home.folder, 'asked');
    await bench.set('strates.shellcheck.path', script(bench, 'spy', `#!/bin/sh\necho ran >>'${record}'\n`));
    const path = join(project(bench.home.work, { 'shell.Dockerfile': 'FROM debian:12\nRUN echo $A\n' }), 'shell.Dockerfile');
    await bench.edit(path);
    await until('the program', () => existsSync(record));
    await bench.set('strates.shellcheck.path', null);
  },

  async 'a command without a Dockerfile'(bench) {
    await bench.command('strates.showLayers');
    await told(bench, /Open a Dockerfile first/);
  },
};

/** The universal extension, which brings no program. */
export const universal = {
  async 'no program: a message that says what to do, once, in the language that was chosen'(bench) {
    await bench.edit(join(bench.home.work, 'Dockerfile'));
    await told(bench, /strates n'est pas installé : il n'y a de programme `strates` ni avec l'extension ni dans PATH/);
    await bench.picture('no-program');
    await until('the status', async () => /warning|strates/.test(await bench.page.locator('#strates\\.strates\\.strates\\.status').innerHTML()));
    await bench.run(`await vscode.commands.executeCommand('notifications.clearAll')`);
    await bench.command('strates.showLayers');
    await told(bench, /n'est pas en marche/);
  },

  async 'a setting that names no program'(bench) {
    await bench.set('strates.path', '/nowhere/strates');
    await told(bench, /indique `\/nowhere\/strates`, où il n'y a pas de programme/);
  },

  async 'a program that does not run'(bench) {
    const path = script(bench, 'broken', '#!/nowhere/sh\n');
    await bench.set('strates.path', path);
    await told(bench, /s'est arrêté 5 fois de suite/);
  },

  async 'a crash loop ends after five'(bench) {
    const record = join(bench.home.folder, 'starts');
    const path = script(bench, 'crashing', `#!/bin/sh\necho start >>'${record}'\nexit 3\n`);
    await bench.set('strates.path', path);
    await told(bench, /crashing.*s'est arrêté 5 fois de suite et n'est plus relancé/);
    assert.equal(readFileSync(record, 'utf8').trim().split('\n').length, 5);
    await bench.picture('crash-loop');
  },

  async 'an old program is told of'(bench) {
    const path = script(bench, 'old', `#!${process.execPath}\n${OLD}`);
    await bench.set('strates.path', path);
    await told(bench, /est strates 0\.0\.1 ; l'extension est faite pour la version 0\.1\.0/);
  },

  async 'a program from a path with spaces and accents, then one found on PATH'(bench) {
    const folder = join(bench.home.folder, 'où ça ?');
    mkdirSync(folder, { recursive: true });
    const path = join(folder, 'strates');
    writeFileSync(path, `#!/bin/sh\nexec '${bench.home.program}' "$@"\n`);
    chmodSync(path, 0o755);
    await bench.set('strates.path', path);
    await bench.edit(join(bench.home.work, 'Dockerfile'));
    await until('the status', async () => /0\.1\.0 · FR/.test(await bench.status()));
    const before = await processId(bench);
    mkdirSync(join(bench.home.folder, 'bin'), { recursive: true });
    writeFileSync(join(bench.home.folder, 'bin/strates'), `#!/bin/sh\nexec '${bench.home.program}' "$@"\n`);
    chmodSync(join(bench.home.folder, 'bin/strates'), 0o755);
    await bench.set('strates.path', null);
    await until('another process', async () => {
      const now = await processId(bench);
      return now && now !== before;
    });
    await until('the hover', async () => {
      const text = await hover(bench, join(bench.home.work, 'Dockerfile'), 5);
      return /couche/.test(text) || Promise.reject(new Error(text || 'nothing'));
    });
  },
};

/** VS Code in French, and two folders. */
export const french = {
  async 'the server speaks the display language of VS Code'(bench) {
    assert.equal(await bench.run('return vscode.env.language'), 'fr');
    const path = join(bench.home.work, 'Dockerfile');
    await bench.edit(path);
    await until('the status', async () => /0\.1\.0 · FR/.test(await bench.status()));
    assert.match(await hover(bench, path, 5), /couche/);
  },

  async 'commands and settings in French'(bench) {
    const titles = await bench.run(`const declared = vscode.extensions.getExtension('strates.strates').packageJSON.contributes;
      return [declared.commands.map((it) => it.title?.value ?? it.title), declared.configuration.properties['strates.locale'].markdownDescription];`);
    assert.ok(titles[0].includes('Afficher les couches'), titles[0].join());
    assert.match(titles[1], /langue d'affichage/);
  },

  async 'the walkthrough in French'(bench) {
    await bench.run(`await vscode.commands.executeCommand('workbench.action.openWalkthrough', 'strates.strates#start', false)`);
    await until('its title', async () => /Prendre en main strates/.test(await bench.page.locator('.gettingStartedContainer').innerText()));
    await until('its page', async () => {
      for (const frame of bench.page.frames()) {
        if (/vous lisez ce que la ligne fait/.test(await frame.locator('body').innerText({ timeout: 500 }).catch(() => ''))) return true;
      }
      return false;
    });
    await bench.picture('walkthrough');
  },

  async 'two folders, each with its strates.toml, and settings of its own'(bench) {
    const hovers = [join(bench.home.folder, 'one'), join(bench.home.folder, 'two')];
    for (const [folder, word] of [[hovers[0], /couche/], [hovers[1], /layer/]]) {
      const path = join(folder, 'Dockerfile');
      await bench.edit(path);
      await until(`the hover in ${folder}`, async () => word.test(await hover(bench, path)));
    }
    // One by its .vscode/settings.json, the other by what is in force for all.
    const set = (folder, value) =>
      bench.run(
        `const place = vscode.workspace.getConfiguration('strates', vscode.Uri.file($0));
         await place.update('locale', $1 ?? undefined, vscode.ConfigurationTarget.WorkspaceFolder);`,
        folder,
        value,
      );
    await set(hovers[1], 'fr');
    const second = join(hovers[1], 'Dockerfile');
    await until('the second in French', async () => /couche/.test(await hover(bench, second)));
    await set(hovers[0], 'en');
    await until('the first in English', async () => /layer/.test(await hover(bench, join(hovers[0], 'Dockerfile'))));
    assert.match(await hover(bench, second), /couche/);
    await set(hovers[1], null);
    await until('the second as before', async () => /layer/.test(await hover(bench, second)));
    await bench.run(`vscode.workspace.updateWorkspaceFolders(2, 0, {uri: vscode.Uri.file($0)})`, join(bench.home.folder, 'three'));
    const third = join(bench.home.folder, 'three', 'Dockerfile');
    await bench.edit(third);
    await until('the hover in the third', async () => /layer/.test(await hover(bench, third)));
  },
};

/** A folder that nobody vouches for. */
export const untrusted = {
  async 'works in a folder that is not trusted, without programs and registries of its choice'(bench) {
    assert.equal(await bench.run('return vscode.workspace.isTrusted'), false);
    const path = join(bench.home.folder, 'untrusted', 'Dockerfile');
    await bench.edit(path);
    await until('the hover', async () => /layer/.test(await hover(bench, path)));
    const record = join(bench.home.folder, 'ran');
    assert.ok(!existsSync(record), 'a program of the folder was run');
    const tooltip = await bench.run(`return vscode.extensions.getExtension('strates.strates').exports.server.state`);
    assert.equal(tooltip, 'running');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.ok(!existsSync(record), 'a program of the folder was run');
  },
};

function script(bench, name, text) {
  const path = join(bench.home.folder, name);
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}

function count(bench, path) {
  return bench.run('return vscode.languages.getDiagnostics(vscode.Uri.file($0)).length', path);
}

/** A server that can do nothing but say how old it is. */
const OLD = `
let input = Buffer.alloc(0);
process.stdin.on('data', (part) => {
  input = Buffer.concat([input, part]);
  for (;;) {
    const head = input.indexOf('\\r\\n\\r\\n');
    if (head < 0) return;
    const length = Number(/Content-Length: (\\d+)/i.exec(input.toString('utf8', 0, head))[1]);
    if (input.length < head + 4 + length) return;
    const message = JSON.parse(input.toString('utf8', head + 4, head + 4 + length));
    input = input.subarray(head + 4 + length);
    if (message.method === 'exit') process.exit(0);
    if (message.id === undefined) continue;
    const result = message.method === 'initialize' ? { capabilities: {}, serverInfo: { name: 'strates', version: '0.0.1' } } : null;
    const answer = JSON.stringify({ jsonrpc: '2.0', id: message.id, result });
    process.stdout.write('Content-Length: ' + Buffer.byteLength(answer) + '\\r\\n\\r\\n' + answer);
  }
});
`;
