// What runs: the extension for its host, the script and the style of the panel, and the unit tests.
//
//   node esbuild.mjs            builds
//   node esbuild.mjs --watch    builds again after each change
//   node esbuild.mjs --test     builds the tests
import { context } from 'esbuild';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const isTest = process.argv.includes('--test');
const isWatching = process.argv.includes('--watch');

const common = { bundle: true, metafile: true, sourcemap: false, minify: !isTest && !isWatching, legalComments: 'none', logLevel: 'warning' };
const host = { ...common, platform: 'node', format: 'cjs', target: 'node20', external: ['vscode'] };

const tests = () => readdirSync('test').filter((name) => name.endsWith('.test.ts')).map((name) => `test/${name}`);
const builds = isTest
  ? [{ ...host, entryPoints: tests(), outdir: 'dist/test' }]
  : [
      { ...host, entryPoints: ['src/extension.ts'], outdir: 'dist' },
      {
        ...common,
        platform: 'browser',
        format: 'iife',
        target: 'es2022',
        entryPoints: { layers: 'src/view/main.ts', 'layers.style': 'src/view/layers.css' },
        outdir: 'dist',
      },
    ];

if (isTest) rmSync('dist/test', { recursive: true, force: true });
for (const build of builds) {
  const work = await context(build);
  if (isWatching) {
    await work.watch();
  } else {
    const { metafile } = await work.rebuild();
    await work.dispose();
    if (build.platform === 'node' && !isTest) writeFileSync('dist/NOTICES.txt', notices(metafile));
  }
}

/** The licences of what is in the bundle besides our own. */
function notices({ inputs }) {
  const packages = Object.keys(inputs).map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
  const folders = [...new Set(packages.filter((folder) => folder !== undefined))].sort();
  const texts = folders.map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
    if (file === undefined) throw new Error(`${name} has no licence to hand on`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
  });
  return texts.join(`\n${'-'.repeat(72)}\n\n`);
}
