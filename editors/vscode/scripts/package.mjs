// One `.vsix` for each platform, with the program inside, and one for all, which finds `strates` itself.
//
//   npm run package                                   the universal one
//   npm run package -- linux-x64                      with cargo's release build of this machine
//   npm run package -- darwin-arm64 --program FILE    with a program built elsewhere
//   npm run package -- --list                         the platforms
//   …  --out FOLDER                                   where it is written, else this folder
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** What VS Code calls a platform, and what Rust calls it. */
const TARGETS = {
  'linux-x64': 'x86_64-unknown-linux-gnu',
  'linux-arm64': 'aarch64-unknown-linux-gnu',
  'linux-armhf': 'armv7-unknown-linux-gnueabihf',
  'alpine-x64': 'x86_64-unknown-linux-musl',
  'alpine-arm64': 'aarch64-unknown-linux-musl',
  'darwin-x64': 'x86_64-apple-darwin',
  'darwin-arm64': 'aarch64-apple-darwin',
  'win32-x64': 'x86_64-pc-windows-msvc',
  'win32-arm64': 'aarch64-pc-windows-msvc',
};
const LARGE = 60 << 20;

const extension = join(dirname(fileURLToPath(import.meta.url)), '..');
const project = join(extension, '..', '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { program: { type: 'string' }, out: { type: 'string' }, list: { type: 'boolean' } },
});

if (values.list) {
  for (const [target, triple] of Object.entries(TARGETS)) console.log(`${target}\t${triple}`);
} else {
  make(positionals[0]);
}

function make(target) {
  if (target !== undefined && !(target in TARGETS)) stop(`there is no platform ${target}: see --list`);
  const { version } = JSON.parse(readFileSync(join(extension, 'package.json'), 'utf8'));
  const name = target === undefined ? `strates-${version}.vsix` : `strates-${target}-${version}.vsix`;
  const file = resolve(values.out ?? extension, name);
  mkdirSync(dirname(file), { recursive: true });

  const server = join(extension, 'server');
  rmSync(server, { recursive: true, force: true });
  try {
    if (target !== undefined) place(target, server);
    execFileSync(process.execPath, ['esbuild.mjs'], { cwd: extension, stdio: 'inherit' });
    const vsce = join(extension, 'node_modules', '@vscode', 'vsce', 'vsce');
    const asked = ['package', '--no-dependencies', '--skip-license', '--allow-missing-repository'];
    const options = ['--no-rewrite-relative-links', '--out', file, ...(target === undefined ? [] : ['--target', target])];
    execFileSync(process.execPath, [vsce, ...asked, ...options], { cwd: extension, stdio: ['ignore', 'ignore', 'inherit'] });
  } finally {
    rmSync(server, { recursive: true, force: true });
  }
  console.log(file);
}

/** The program of that platform, where the extension looks for it. */
function place(target, server) {
  const name = target.startsWith('win32') ? 'strates.exe' : 'strates';
  const program = values.program === undefined ? built(target, name) : resolve(values.program);
  if (!existsSync(program)) stop(`there is no program at ${program}`);
  mkdirSync(server);
  cpSync(program, join(server, name), { dereference: true });
  chmodSync(join(server, name), 0o755);
  if (statSync(program).size > LARGE) console.warn('this looks like a debug build: hand out release builds only');
}

function built(target, name) {
  const triple = TARGETS[target];
  const isOwn = target === `${process.platform}-${process.arch}`;
  const asked = ['build', '--quiet', '--release', '-p', 'strates', ...(isOwn ? [] : ['--target', triple])];
  execFileSync('cargo', asked, { cwd: project, stdio: 'inherit' });
  const folder = process.env.CARGO_TARGET_DIR ?? join(project, 'target');
  return join(folder, ...(isOwn ? [] : [triple]), 'release', name);
}

function stop(reason) {
  console.error(`scripts/package.mjs: ${reason}`);
  process.exit(2);
}
