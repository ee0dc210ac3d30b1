// The panel of layers.

import { join } from 'node:path';
import { assert } from './checks.mjs';
import { SHOP } from './editing.mjs';
import { project, sleep, until } from './workbench.mjs';

export const tests = {
  async 'the lens opens the panel, with stages as columns and layers as blocks'(bench) {
    const panel = await opened(bench);
    assert.equal(await panel.locator('section.stage').count(), 2);
    assert.equal(await panel.locator('section.thrownAway button.layer').count(), 5);
    assert.equal(await panel.locator('section.target button.layer').count(), 1);
    assert.equal(await panel.locator('button.metadata').count(), 2);
    assert.match(await panel.locator('section.target').innerText(), /this is the image/);
    assert.match(await panel.locator('section.thrownAway').innerText(), /thrown away/);
    const [base, newest] = await Promise.all(['button.base', 'button.layer >> nth=4'].map((name) => panel.locator(`section.thrownAway ${name}`).first().boundingBox()));
    assert.ok(base.y > newest.y, 'the base does not lie below');
    await bench.picture('layers');
  },

  async 'a click leads to the line'(bench) {
    const panel = await opened(bench);
    await panel.locator('button', { hasText: 'RUN npm run build' }).click();
    await atLine(bench, 7);
    await until('the mark', async () => (await panel.locator('[aria-current]').innerText()).includes('npm run build'));
  },

  async 'the keyboard leads everywhere'(bench) {
    const panel = await opened(bench);
    await panel.locator('button.base').first().focus();
    const focused = () => panel.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    const press = async (key, expected) => {
      await bench.page.keyboard.press(key);
      await until(`${key} to ${expected}`, async () => expected.test(await focused()) || Promise.reject(new Error(await focused())), 5000);
    };
    await press('ArrowUp', /WORKDIR/);
    await press('ArrowUp', /layer 2: COPY package\.json/);
    await press('ArrowRight', /layer 1: COPY --from|COPY --from/);
    await press('ArrowDown', /LABEL/);
    await press('Home', /node:22-slim/);
    await press('End', /EXPOSE 80/);
    await bench.page.keyboard.press('Enter');
    await atLine(bench, 12);
    assert.equal(await panel.locator('button[tabindex="0"]').count(), 1);
    const unnamed = await panel.locator('button:not([aria-label])').count();
    assert.equal(unnamed, 0);
  },

  async 'it follows edits, and keeps its place'(bench) {
    const panel = await opened(bench);
    await panel.locator('button', { hasText: 'RUN npm ci' }).focus();
    await bench.run(`const editor = vscode.window.visibleTextEditors.find((it) => it.document.uri.scheme === 'file');
      await editor.edit((edit) => edit.insert(new vscode.Position(13, 0), 'RUN <b>nginx</b> -t\\n'));`);
    await until('another layer', async () => (await panel.locator('section.target button.layer').count()) === 2);
    assert.match(await panel.locator('section.target').innerText(), /RUN <b>nginx<\/b> -t/);
    await bench.run(`await vscode.commands.executeCommand('undo')`);
  },

  async 'it turns to the Dockerfile that is edited, and to its language'(bench) {
    const panel = await opened(bench);
    project(bench.home.work, { 'other.Dockerfile': 'FROM scratch\nCOPY a /\n' });
    await bench.edit(join(bench.home.work, 'other.Dockerfile'));
    await until('the other file', async () => (await panel.locator('h1').innerText()) === 'other.Dockerfile');
    assert.equal(await panel.locator('button.base.empty').count(), 1);
    await bench.set('strates.locale', 'fr');
    await until('French', async () => /couche/.test(await panel.locator('.sum').innerText()));
    await bench.set('strates.locale', null);
    await until('English', async () => /layer/.test(await panel.locator('.sum').innerText()));
  },

  async 'it opens at the stage of the lens'(bench) {
    const stages = Array.from({ length: 10 }, (_, at) => `FROM debian:12 AS stage${at}\nRUN echo ${at}\n`);
    project(bench.home.work, { 'many.Dockerfile': stages.join('') });
    await bench.edit(join(bench.home.work, 'many.Dockerfile'), { line: 18 });
    await bench.page.locator('.codelens-decoration a', { hasText: /image: / }).last().click();
    const panel = await bench.webview('section.stage >> nth=9');
    const isSeen = (stage) => panel.locator('section.stage').nth(stage).evaluate((section) => {
      const { left, right } = section.getBoundingClientRect();
      return left >= 0 && right <= document.documentElement.clientWidth + 1;
    });
    await until('the last stage', () => isSeen(9));
    await bench.edit(join(bench.home.work, 'many.Dockerfile'), { line: 1 });
    await bench.command('strates.showLayers');
    await until('the first stage, where the cursor is', () => isSeen(0));
  },

  async 'it follows the theme'(bench) {
    const panel = await opened(bench);
    const colour = () => panel.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await colour();
    await bench.set('workbench.colorTheme', 'Default Dark Modern');
    await until('another background', async () => (await colour()) !== light);
    await bench.picture('layers-dark');
    await bench.set('workbench.colorTheme', 'Default High Contrast');
    await until('the third', async () => (await colour()) === 'rgb(0, 0, 0)');
    await bench.picture('layers-contrast');
    await bench.set('workbench.colorTheme', null);
  },

  async 'nothing from outside may run in it'(bench) {
    const panel = await opened(bench);
    const rules = await panel.locator('meta[http-equiv]').getAttribute('content');
    assert.match(rules, /^default-src 'none'; style-src \S+( \S+)*; script-src 'nonce-\w{32}'$/);
    const [broken] = bench.errors.filter((text) => /Content Security Policy/.test(text) && /dist\/layers/.test(text));
    assert.equal(broken, undefined);
  },

  async 'it is there again, with its place, when the window was loaded anew'(bench) {
    const before = await opened(bench);
    await before.locator('button', { hasText: 'RUN npm ci' }).click();
    await atLine(bench, 5);
    await sleep(1500);
    await bench.reload();
    const panel = await bench.webview('section.stage');
    assert.equal(await panel.locator('h1').innerText(), 'Dockerfile');
    assert.match(await panel.locator('button[tabindex="0"]').innerText(), /RUN npm ci/);
  },

  async 'it stays readable when its file is closed, and turns to the next'(bench) {
    await opened(bench, 'closing.Dockerfile');
    await bench.run(`const tab = vscode.window.tabGroups.all.flatMap((group) => group.tabs).find((tab) => tab.input?.uri?.path.endsWith('closing.Dockerfile'));
      await vscode.window.tabGroups.close(tab);`);
    // The panel has moved to the place of what was closed, which loads it anew.
    const text = async () => (await bench.webview('main p.sum')).locator('main').innerText();
    await until('something to read', async () => (await text()).length > 20);
    await bench.edit(join(bench.home.work, 'Dockerfile'));
    await bench.command('strates.showLayers');
    await until('the next', async () => /^Dockerfile/.test(await text()));
  },
};

async function opened(bench, name = 'Dockerfile') {
  project(bench.home.work, { [name]: SHOP });
  await bench.edit(join(bench.home.work, name));
  const lens = bench.page.locator('.codelens-decoration a');
  await until('the lenses', async () => (await lens.count()) >= 4);
  await lens.filter({ hasText: /thrown away|image|target/ }).first().click();
  const panel = await bench.webview('section.stage');
  await until('the file', async () => (await panel.locator('h1').innerText()) === name);
  return panel;
}

function atLine(bench, line) {
  return until(`line ${line + 1}`, async () => {
    const seen = await bench.run('return vscode.window.activeTextEditor?.selection.active.line ?? -1');
    return seen === line;
  });
}
