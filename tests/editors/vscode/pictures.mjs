// The pictures of the READMEs, drawn anew by `tests/editors/vscode/run pictures`.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { small } from './small.mjs';
import { PROJECT, sleep, until } from './workbench.mjs';

export const files = {
  'Dockerfile': `FROM node:22-slim AS build
WORKDIR /src
COPY . .
RUN npm run build

FROM nginx:1.29
COPY --from=build /src/dist /usr/share/nginx/html
EXPOSE 80
`,
  'wrong.Dockerfile': 'FROM debian:bookworm\nRUN apt-get install curl\nEXPOSE 3000 # port\n',
};

const IMAGES = join(PROJECT, 'editors/vscode/images');

export const tests = {
  async 'the hover'(bench) {
    await prepare(bench, 900, 470, { line: 7 });
    await bench.page.locator('.view-line span span', { hasText: /^RUN$/ }).first().hover();
    await until('the hover', async () => /reconstruites/.test(await bench.page.locator('.monaco-hover:visible').first().innerText()));
    await take(bench, 'hover', { width: 880, height: 350 });
  },

  async 'the panel of layers'(bench) {
    await prepare(bench, 1080, 660);
    await bench.command('strates.showLayers');
    const panel = await bench.webview('section.stage');
    await panel.locator('button', { hasText: 'COPY --from' }).click();
    await until('the mark', async () => (await panel.locator('[aria-current]').count()) === 1);
    await take(bench, 'layers', { width: 1070, height: 550 });
  },

  async 'a fix'(bench) {
    await prepare(bench, 860, 420, { name: 'wrong.Dockerfile', line: 2, character: 12 });
    await sleep(1500);
    await bench.page.keyboard.press('Control+.');
    await until('the menu', () => bench.page.locator('.action-widget').first().isVisible());
    await take(bench, 'fix', { width: 640, height: 170 });
  },
};

async function prepare(bench, width, height, { name = 'Dockerfile', line = 0, character = 0 } = {}) {
  await bench.page.setViewportSize({ width, height });
  await bench.edit(join(bench.home.work, name), { line, character });
  await bench.command('workbench.action.closeSidebar');
  await until('the server', async () => /FR/.test(await bench.status()));
  await until('the lenses', async () => (await bench.page.locator('.codelens-decoration a').count()) > 1);
  await bench.page.mouse.move(width - 40, height - 60);
  await sleep(800);
}

async function take(bench, name, { width, height }) {
  await sleep(600);
  const picture = await bench.page.screenshot({ clip: { x: 4, y: 36, width, height } });
  const page = await bench.context.newPage();
  writeFileSync(join(IMAGES, `${name}.png`), await small(page, picture));
  await page.close();
}
