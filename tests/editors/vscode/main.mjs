// node main.mjs WITH_PROGRAM.vsix UNIVERSAL.vsix [GROUP]: everything, or one of the groups below.

import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { leave, required, run } from './checks.mjs';
import * as editing from './editing.mjs';
import * as panel from './panel.mjs';
import * as pictures from './pictures.mjs';
import * as situations from './situations.mjs';
import { Home, project } from './workbench.mjs';

const [withProgram, universal, only = ''] = process.argv.slice(2);

const home = new Home();
const installed = await required('the .vsix of this platform is installed', () => home.install(withProgram));
home.place('probe');
home.place('french');

home.program = join(installed, 'server', 'strates');

const groups = {
  async editing() {
    project(home.work, editing.files);
    await within({}, editing.tests);
  },
  async panel() {
    await within({}, panel.tests);
  },
  async documents() {
    project(home.work, editing.files);
    await within({}, situations.documents);
  },
  async french() {
    const named = (name, text) => project(join(home.folder, name), { Dockerfile: 'FROM debian:12\nRUN echo\n', 'strates.toml': text });
    const folders = [named('one', 'locale = "fr"\n'), named('two', 'locale = "en"\n')].map((path) => ({ path }));
    named('three', 'locale = "en"\n');
    project(home.work, editing.files);
    project(home.folder, { 'both.code-workspace': JSON.stringify({ folders }) });
    await within({ french: true, folder: join(home.folder, 'both.code-workspace') }, situations.french);
  },
  async untrusted() {
    const folder = join(home.folder, 'untrusted');
    const record = join(home.folder, 'ran');
    const spy = `#!/bin/sh\necho ran >>'${record}'\n`;
    project(folder, {
      Dockerfile: 'FROM debian:12\nRUN echo $A\n',
      '.vscode/settings.json': JSON.stringify({ 'strates.path': join(folder, 'spy'), 'strates.shellcheck.path': join(folder, 'spy') }),
      'strates.toml': `shellcheck.path = "${join(home.folder, 'spy')}"\n`,
      spy,
    });
    project(home.folder, { spy, 'bin/shellcheck': spy });
    for (const name of ['untrusted/spy', 'spy', 'bin/shellcheck']) chmodSync(join(home.folder, name), 0o755);
    await within({ folder, trusted: false }, situations.untrusted);
  },
  async universal() {
    const other = new Home();
    await required('the universal .vsix is installed', () => other.install(universal));
    other.place('probe');
    other.program = home.program;
    project(other.work, editing.files);
    const settings = { 'strates.locale': 'fr' };
    await within({ settings }, situations.universal, other);
    other.remove();
  },
};

/** Only when it is asked for: it draws the pictures of the READMEs. */
const others = {
  async pictures() {
    project(home.work, pictures.files);
    const settings = {
      'strates.locale': 'fr',
      'workbench.activityBar.location': 'hidden',
      'window.commandCenter': false,
      'breadcrumbs.enabled': false,
      'editor.fontSize': 13,
    };
    await within({ settings }, pictures.tests);
  },
};

if (only !== '' && !(only in groups) && !(only in others)) await required(`the group ${only}`, () => Promise.reject(new Error('there is none of that name')));
await others[only]?.();
for (const [name, group] of Object.entries(groups)) {
  if (only === '' || name === only) await group();
}
home.remove();
await leave();

async function within(options, tests, where = home) {
  const bench = await required(`a workbench: ${Object.keys(tests).length} tests`, () => where.start(options));
  await run(bench, tests);
  await bench.stop();
}
