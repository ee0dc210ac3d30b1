// What a person sees and does while editing.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert } from './checks.mjs';
import { project, sleep, until } from './workbench.mjs';

/** As the courses have it, with a stage that is thrown away. */
export const SHOP = `# syntax=docker/dockerfile:1
ARG NODE=22
FROM node:\${NODE}-slim AS build
WORKDIR /src
COPY package.json ./
RUN npm ci
COPY . .
RUN npm run build

FROM nginx:1.29
LABEL maintainer=shop
COPY --from=build /src/dist /usr/share/nginx/html
EXPOSE 80
`;

/** Ten of them, more than a screen shows. */
const LENGTH = 8;
const STAGES = Array.from({ length: 10 }, (_, at) => `FROM debian:12 AS stage${at}\nWORKDIR /srv\nRUN echo ${at}\n${'ENV A=1\n'.repeat(LENGTH - 3)}`);

export const files = {
  'Dockerfile': SHOP,
  'package.json': '{}',
  'wrong.Dockerfile': 'FROM debian:bookworm\nRUN apt-get install curl\nEXPOSE 3000 # port\n',
  'uneven.Dockerfile': 'from debian:bookworm\nrun    echo a &&\\\necho b\n',
};

const LINES = '.monaco-editor[role="code"] .view-line';
const HOVER = '.monaco-hover:visible';
const SUGGESTIONS = '.suggest-widget.visible';

const file = (bench, name) => join(bench.home.work, name);

export const tests = {
  async 'status with version and language'(bench) {
    await bench.edit(file(bench, 'Dockerfile'));
    assert.match(await until('the status', async () => /0\.1\.0/.test(await bench.status()) && bench.status()), /strates 0\.1\.0 · EN/);
  },

  async 'languages of file names'(bench) {
    const names = {
      Dockerfile: 'dockerfile',
      'Dockerfile.dev': 'dockerfile',
      'dev.Dockerfile': 'dockerfile',
      Containerfile: 'dockerfile',
      'Containerfile.dev': 'dockerfile',
      '.dockerignore': 'dockerignore',
      'Dockerfile.dockerignore': 'dockerignore',
      'dev.Dockerfile.dockerignore': 'dockerignore',
    };
    const folder = project(join(bench.home.work, 'names'), Object.fromEntries(Object.keys(names).map((name) => [name, ''])));
    for (const [name, language] of Object.entries(names)) {
      const found = await bench.run('return (await vscode.workspace.openTextDocument($0)).languageId', join(folder, name));
      assert.equal(found, language, name);
    }
  },

  async 'problems at their exact ranges'(bench) {
    await bench.edit(file(bench, 'wrong.Dockerfile'));
    const found = await problems(bench, 'wrong.Dockerfile', 3);
    assert.deepEqual(found, [
      'DL3014 1:12-1:19 warning',
      'DL3015 1:12-1:19 hint',
      'BuildError/invalid-port 2:12-2:13 error',
    ]);
    await bench.command('workbench.actions.view.problems');
    const panel = await until('the panel', async () => {
      const text = await bench.page.locator('.markers-panel').innerText();
      return /invalid-port/.test(text) && text;
    });
    assert.match(panel, /`#` is not a port/);
    assert.match(panel, /Ln 3, Col 13/);
    assert.ok((await bench.page.locator('.monaco-editor .squiggly-error').count()) > 0, 'no red underline');
    await bench.picture('problems');
    await bench.command('workbench.action.closePanel');
  },

  async 'completion of instructions'(bench) {
    const path = fresh(bench, 'one.Dockerfile', 'FROM debian:bookworm\n');
    await bench.edit(path, { line: 1 });
    await bench.page.keyboard.type('wor', { delay: 40 });
    await suggested(bench, /^WORKDIR/);
    await bench.page.keyboard.press('Tab');
    await until('WORKDIR', async () => /^WORKDIR /m.test(await bench.text()));
  },

  async 'completion of tags'(bench) {
    const path = fresh(bench, 'two.Dockerfile', '');
    await bench.edit(path);
    await bench.page.keyboard.type('FROM pyth', { delay: 40 });
    await suggested(bench, /^python/);
    await bench.page.keyboard.press('Escape');
    await bench.page.keyboard.type('on:3.1', { delay: 40 });
    await suggested(bench, /^3\.1\d/);
    await bench.picture('tags');
    await bench.page.keyboard.press('Enter');
    await until('a tag', async () => /^FROM python:3\.1\d/.test(await bench.text()));
  },

  async 'completion of files and stages'(bench) {
    const path = fresh(bench, 'three.Dockerfile', 'FROM a AS build\nFROM b\n');
    await bench.edit(path, { line: 2 });
    await bench.page.keyboard.type('COPY --from=', { delay: 40 });
    await suggested(bench, /^build/);
    await bench.page.keyboard.press('Escape');
    await bench.page.keyboard.type('build a b');
    await bench.page.keyboard.press('Enter');
    await bench.page.keyboard.type('COPY pack', { delay: 40 });
    await suggested(bench, /^package\.json/);
  },

  async 'hover in English, then in French'(bench) {
    await bench.edit(file(bench, 'Dockerfile'));
    assert.match(await hover(bench, 'RUN'), /keeps the files|layer/);
    await bench.set('strates.locale', 'fr');
    await until('the status in French', async () => /FR/.test(await bench.status()));
    const french = await hover(bench, 'RUN');
    assert.match(french, /couche/);
    assert.match(french, /reconstruit/);
    await bench.picture('hover');
    await bench.set('strates.locale', null);
  },

  async 'lens drawn, and clicked for an explanation'(bench) {
    await bench.edit(file(bench, 'Dockerfile'));
    const lens = bench.page.locator('.codelens-decoration a');
    await until('a lens', async () => (await lens.count()) >= 4);
    const titles = await lens.allInnerTexts();
    assert.ok(titles.some((title) => /^4 layers · 0 metadata|^\d layers/.test(title)), titles.join(' | '));
    await lens.filter({ hasText: /metadata/ }).first().click();
    const page = await bench.webview('table');
    const text = await page.locator('body').innerText();
    assert.match(text, /COPY package\.json/);
    assert.match(text, /thrown away/);
    assert.equal(await page.locator('table').count(), 2);
    await bench.edit(file(bench, 'Dockerfile'), { line: 13 });
    await bench.page.keyboard.type('RUN nginx -t');
    await until('the new line', async () => /RUN nginx -t/.test(await page.locator('body').innerText()));
    await bench.picture('explained');
  },

  async 'the explanation opens at the stage of the lens, and at that of the cursor'(bench) {
    const path = fresh(bench, 'stages.Dockerfile', STAGES.join(''));
    await bench.edit(path, { line: 9 * LENGTH });
    const isAt = (stage) =>
      until(`stage ${stage} at the top`, async () => {
        const page = await bench.webview('h2 >> nth=9');
        const y = await page.locator('h2').nth(stage).evaluate((heading) => heading.getBoundingClientRect().y);
        return (y > -20 && y < 100) || Promise.reject(new Error(`it is at ${y}`));
      });
    await bench.page.locator('.codelens-decoration a', { hasText: /^2 layers/ }).last().click();
    await isAt(9);
    await bench.set('strates.locale', 'fr');
    await bench.edit(path, { line: 5 * LENGTH + 1 });
    await bench.command('strates.explainCount');
    await isAt(5);
    const pages = await bench.run(`return vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter((tab) => /stages\\.Dockerfile \\(/.test(tab.label)).length`);
    assert.equal(pages, 1);
    await bench.picture('explained-stage');
    await bench.set('strates.locale', null);
  },

  async 'a quiz hides the count until the lens is clicked'(bench) {
    await bench.set('strates.codeLens.quiz', true);
    await bench.edit(file(bench, 'Dockerfile'));
    const question = bench.page.locator('.codelens-decoration a', { hasText: /How many layers/ });
    await until('the question', async () => (await question.count()) > 0);
    const count = await question.count();
    await question.first().click();
    await until('the answer', async () => (await question.count()) < count);
    await bench.set('strates.codeLens.quiz', null);
  },

  async 'inlay hints'(bench) {
    await bench.edit(file(bench, 'Dockerfile'));
    await until('the number of a layer', async () => (await shown(bench)).some((line) => /RUN npm ci.*layer 3/.test(line)));
    const lines = await shown(bench);
    assert.ok(lines.some((line) => /FROM node:\$\{NODE\}.*22/.test(line)), lines.join('\n'));
  },

  async 'semantic colours'(bench) {
    await bench.edit(file(bench, 'Dockerfile'));
    const colour = (text) =>
      bench.page.locator(`${LINES} span span`).evaluateAll((spans, text) => {
        const found = spans.find((span) => span.textContent === text);
        return found && getComputedStyle(found).color;
      }, text);
    const plain = await until('a plain word', () => colour('nginx').then((found) => found ?? colour('node')));
    const command = await until('the command', () => colour('npm'));
    assert.notEqual(command, plain);
    const tokens = await bench.run(
      `const uri = vscode.Uri.file($0);
       const legend = await vscode.commands.executeCommand('vscode.provideDocumentSemanticTokensLegend', uri);
       const tokens = await vscode.commands.executeCommand('vscode.provideDocumentSemanticTokens', uri);
       return [legend.tokenTypes.length, tokens.data.length / 5];`,
      file(bench, 'Dockerfile'),
    );
    assert.ok(tokens[0] > 3 && tokens[1] > 30, String(tokens));
  },

  async 'Ctrl+. applies a fix'(bench) {
    const path = fresh(bench, 'four.Dockerfile', files['wrong.Dockerfile']);
    await bench.edit(path, { line: 2, character: 12 });
    await problems(bench, 'four.Dockerfile', 3);
    await bench.page.keyboard.press('Control+.');
    const menu = bench.page.locator('.action-widget').first();
    await until('the menu', async () => /Move the comment/.test(await menu.innerText()));
    await bench.picture('fix');
    await bench.page.keyboard.press('Enter');
    await until('the fix', async () => /^# port\nEXPOSE 3000$/m.test(await bench.text()));
  },

  async 'everything safe is fixed at once'(bench) {
    const path = fresh(bench, 'five.Dockerfile', files['wrong.Dockerfile']);
    await bench.edit(path);
    await problems(bench, 'five.Dockerfile', 3);
    await bench.command('strates.fixAll');
    await until('the fixes', async () => {
      const text = await bench.text();
      return /^# port\nEXPOSE 3000$/m.test(text) && /apt-get install.* -y/.test(text);
    });
    await bench.command('strates.fixAll');
    await until('the message', async () => /nothing here that is safe/.test((await bench.toasts()).join()));
  },

  async 'format on save'(bench) {
    const path = fresh(bench, 'six.Dockerfile', files['uneven.Dockerfile']);
    await bench.set('editor.formatOnSave', true);
    await bench.edit(path);
    await bench.page.keyboard.press('Control+End');
    await bench.page.keyboard.type('cmd ["a"]');
    await bench.page.keyboard.press('Escape');
    await bench.page.keyboard.press('Control+S');
    const saved = await until('the file', () => {
      const text = readFileSync(path, 'utf8');
      return /^CMD/m.test(text) && text;
    });
    assert.equal(saved, 'FROM debian:bookworm\nRUN echo a &&\\\n    echo b\nCMD ["a"]\n');
    await bench.set('editor.formatOnSave', null);
  },

  async 'rename'(bench) {
    const path = fresh(bench, 'seven.Dockerfile', SHOP);
    await bench.edit(path, { line: 2, character: 26 });
    await until('the server', async () => (await bench.run(`return (await vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', vscode.Uri.file($0)))?.length`, path)) > 0);
    await bench.page.keyboard.press('F2');
    const input = bench.page.locator('.rename-box input');
    await input.waitFor({ state: 'visible', timeout: 10_000 });
    assert.equal(await input.inputValue(), 'build');
    await input.fill('bundle');
    await bench.page.keyboard.press('Enter');
    await until('the new name', async () => /AS bundle$[^]*--from=bundle /m.test(await bench.text()));
  },

  async 'go to definition'(bench) {
    await bench.edit(file(bench, 'Dockerfile'), { line: 11, character: 13 });
    await until('the server', async () => (await bench.run(`return (await vscode.commands.executeCommand('vscode.executeDefinitionProvider', vscode.Uri.file($0), new vscode.Position(11, 13)))?.length`, file(bench, 'Dockerfile'))) > 0);
    await bench.page.keyboard.press('F12');
    await until('line 3', async () => (await bench.run('return vscode.window.activeTextEditor.selection.active.line')) === 2);
  },

  async 'outline and breadcrumbs'(bench) {
    await bench.edit(file(bench, 'Dockerfile'), { line: 7 });
    await until('the stage', async () => /build/.test(await bench.page.locator('.breadcrumbs-control').first().innerText()));
  },

  async 'the build command is copied'(bench) {
    await bench.edit(file(bench, 'wrong.Dockerfile'));
    await bench.command('strates.copyBuildCommand');
    const copied = await until('the clipboard', async () => {
      const text = await bench.run('return vscode.env.clipboard.readText()');
      return /^docker build/.test(text) && text;
    });
    assert.equal(copied, 'docker build -t work -f wrong.Dockerfile .');
    await until('the message', async () => /Copied: docker build/.test((await bench.toasts()).join()));
  },

  async '.dockerignore is generated, and never over an old one'(bench) {
    const folder = project(join(bench.home.work, 'ignoring'), { Dockerfile: SHOP, 'package.json': '{}' });
    await bench.edit(join(folder, 'Dockerfile'));
    await bench.command('strates.generateDockerignore');
    const text = await until('the new file', async () => {
      const text = await bench.text();
      return /node_modules/.test(text) && text;
    });
    await bench.command('workbench.action.files.save');
    await until('the file', () => existsSync(join(folder, '.dockerignore')));
    writeFileSync(join(folder, '.dockerignore'), 'mine\n');
    await bench.edit(join(folder, 'Dockerfile'));
    void bench.command('strates.generateDockerignore');
    await until('the message', async () => /exists already/.test((await bench.toasts()).join()));
    assert.equal(readFileSync(join(folder, '.dockerignore'), 'utf8'), 'mine\n');
    assert.match(text, /\.git/);
  },

  async 'only settings that were chosen are sent, so that strates.toml counts'(bench) {
    await bench.edit(file(bench, 'Dockerfile'));
    writeFileSync(file(bench, 'strates.toml'), 'locale = "fr"\n');
    await until('the status in French', async () => /FR/.test(await bench.status()) || (await bench.edit(file(bench, 'wrong.Dockerfile')), await bench.edit(file(bench, 'Dockerfile')), false));
    writeFileSync(file(bench, 'strates.toml'), '');
  },

  async 'the menu of the status, and the output'(bench) {
    await bench.edit(file(bench, 'Dockerfile'));
    await until('the status', async () => /0\.1\.0/.test(await bench.status()));
    await bench.page.locator('#strates\\.strates\\.strates\\.status').click();
    const menu = bench.page.locator('.quick-input-list');
    await until('the menu', async () => /Show the layers[^]*Restart the server/.test(await menu.innerText()));
    await bench.page.keyboard.press('Escape');
    await bench.command('strates.showOutput');
    await until('the output', async () => /strates\s0\.1\.0/.test(await bench.page.locator('.part.panel').innerText()));
    await bench.command('workbench.action.closePanel');
  },

  async 'the language changes at once'(bench) {
    await bench.edit(file(bench, 'Dockerfile'));
    const lens = bench.page.locator('.codelens-decoration a');
    for (const [locale, word] of [['fr', /couches/], ['en', /layers/], ['fr', /couches/], [null, /layers/]]) {
      await bench.set('strates.locale', locale);
      await until(`the lens (${locale})`, async () => word.test((await lens.allInnerTexts()).join()));
    }
  },

  async 'a server that is killed is started again'(bench) {
    await bench.edit(file(bench, 'Dockerfile'));
    const before = await processId(bench);
    process.kill(before, 'SIGKILL');
    const after = await until('another process', async () => {
      const now = await processId(bench);
      return now && now !== before && now;
    });
    assert.notEqual(after, before);
    await until('an answer', async () => /layer/.test(await hoverAt(bench, file(bench, 'Dockerfile'), 5, 1)));
    await bench.command('strates.restart');
    await until('a third', async () => {
      const now = await processId(bench);
      return now && now !== after;
    });
    await until('an answer', async () => /layer/.test(await hoverAt(bench, file(bench, 'Dockerfile'), 5, 1)));
  },

  async 'edits before and after a crash are not lost'(bench) {
    const path = fresh(bench, 'eight.Dockerfile', 'FROM debian:12\n');
    await bench.edit(path, { line: 1 });
    await bench.page.keyboard.type('RUN echo 1');
    await bench.page.keyboard.press('Escape');
    process.kill(await processId(bench), 'SIGKILL');
    await bench.page.keyboard.press('Enter');
    await bench.page.keyboard.type('RUN echo 2');
    await until('both layers', async () => (await shown(bench)).some((line) => /echo 2.*layer 2/.test(line)));
  },

  async 'providers in the extension host'(bench) {
    const path = file(bench, 'Dockerfile');
    await bench.edit(path);
    const ask = (command, ...rest) =>
      bench.run(`return await vscode.commands.executeCommand($0, vscode.Uri.file($1), ...$2.map((it) => Array.isArray(it) ? new vscode.Position(...it) : it))`, command, path, rest);
    const items = await ask('vscode.executeCompletionItemProvider', [13, 0]);
    assert.ok(items.items.some((item) => (item.label.label ?? item.label) === 'HEALTHCHECK'));
    const symbols = await ask('vscode.executeDocumentSymbolProvider');
    assert.ok(symbols.some((symbol) => /build/.test(symbol.name + symbol.detail)), JSON.stringify(symbols.map((symbol) => symbol.name)));
    const places = await ask('vscode.executeReferenceProvider', [2, 26]);
    assert.equal(places.length, 2);
    const highlights = await ask('vscode.executeDocumentHighlights', [2, 26]);
    assert.equal(highlights.length, 2);
    const lenses = await ask('vscode.executeCodeLensProvider');
    assert.ok(lenses.length >= 4, String(lenses.length));
    const folds = await ask('vscode.executeFoldingRangeProvider');
    assert.ok(folds.length >= 2);
    const links = await ask('vscode.executeLinkProvider');
    assert.ok(links.length >= 1);
    const range = (line) => bench.run(
      `const uri = vscode.Uri.file($0), line = new vscode.Range($1, 0, $1 + 1, 0);
       const hints = await vscode.commands.executeCommand('vscode.executeInlayHintProvider', uri, line);
       return hints.map((hint) => hint.label.value ?? hint.label);`,
      path,
      line,
    );
    assert.deepEqual(await range(5), ['layer 3']);
    const selections = await bench.run(
      `return (await vscode.commands.executeCommand('vscode.executeSelectionRangeProvider', vscode.Uri.file($0), [new vscode.Position(5, 5)])).map((it) => [it.range, it.parent?.range]);`,
      path,
    );
    assert.equal(selections.length, 1);
    const stages = await bench.run(`return (await vscode.commands.executeCommand('vscode.executeWorkspaceSymbolProvider', 'build')).map((it) => it.name)`);
    assert.ok(stages.some((name) => /build/.test(name)), stages.join());
    const renamed = await bench.run(
      `const edit = await vscode.commands.executeCommand('vscode.executeDocumentRenameProvider', vscode.Uri.file($0), new vscode.Position(2, 26), 'other');
       return edit.entries().map(([, edits]) => edits.length);`,
      path,
    );
    assert.deepEqual(renamed, [2]);
    const actions = await bench.run(
      `const actions = await vscode.commands.executeCommand('vscode.executeCodeActionProvider', vscode.Uri.file($0), new vscode.Range(2, 12, 2, 13));
       return actions.map((action) => action.title);`,
      file(bench, 'wrong.Dockerfile'),
    );
    assert.ok(actions.includes('Move the comment to a line of its own'), actions.join());
    const edits = await bench.run(`return await vscode.commands.executeCommand('vscode.executeFormatDocumentProvider', (await vscode.workspace.openTextDocument($0)).uri, {tabSize: 4, insertSpaces: true})`, file(bench, 'uneven.Dockerfile'));
    assert.ok(edits.length > 0);
  },
};

async function problems(bench, name, count) {
  return until(`${count} problems in ${name}`, async () => {
    const found = await bench.run(
      `const names = ['error', 'warning', 'info', 'hint'];
       return vscode.languages.getDiagnostics(vscode.Uri.file($0)).map((it) => {
         const {start, end} = it.range;
         return (it.code?.value ?? it.code) + ' ' + start.line + ':' + start.character + '-' + end.line + ':' + end.character + ' ' + names[it.severity];
       });`,
      file(bench, name),
    );
    return found.length === count && found;
  });
}

function fresh(bench, name, text) {
  project(bench.home.work, { [name]: text });
  return file(bench, name);
}

async function suggested(bench, wanted) {
  await until(`the suggestion ${wanted}`, async () => {
    const rows = await bench.page.locator(`${SUGGESTIONS} .monaco-list-row`).allInnerTexts();
    return rows.some((row) => wanted.test(row)) || Promise.reject(new Error(rows.join(' | ') || 'nothing'));
  });
}

async function hover(bench, word) {
  await bench.page.mouse.move(5, 5);
  await sleep(300);
  await bench.page.locator(`${LINES} span span`, { hasText: new RegExp(`^${word}$`) }).first().hover();
  return until('the hover', async () => {
    const text = await bench.page.locator(HOVER).first().innerText({ timeout: 500 });
    return text.length > 20 && !/Loading|Chargement/.test(text) && text;
  });
}

async function hoverAt(bench, path, line, character) {
  return bench.run(
    `const hovers = await vscode.commands.executeCommand('vscode.executeHoverProvider', vscode.Uri.file($0), new vscode.Position($1, $2));
     return hovers.flatMap((hover) => hover.contents.map((it) => it.value)).join();`,
    path,
    line,
    character,
  );
}

async function shown(bench) {
  const lines = await bench.page.locator(LINES).allInnerTexts();
  return lines.map((line) => line.replaceAll('\u00a0', ' '));
}

export function processId(bench) {
  return bench.run(`return vscode.extensions.getExtension('strates.strates').exports.server.processId`);
}
