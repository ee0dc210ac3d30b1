// What runs: the extension for its host, the script and the style of the panel, and the unit tests.
//
//   node esbuild.mjs            builds
//   node esbuild.mjs --watch    builds again after each change
//   node esbuild.mjs --test     builds the tests
import { context } from 'esbuild';
import { readdirSync, rmSync } from 'node:fs';

const isTest = process.argv.includes('--test');
const isWatching = process.argv.includes('--watch');

const common = { bundle: true, sourcemap: false, minify: !isTest && !isWatching, legalComments: 'none', logLevel: 'warning' };
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
    await work.rebuild();
    await work.dispose();
  }
}
