import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { find, isOlder } from '../src/binary';

test('the setting comes first, then the program that came along, then the search path', () => {
  const there = programs('/e/server/strates', '/bin/strates', '/home/me/strates');
  assert.deepEqual(find(places({ setting: '/bin/strates' }), there), { program: '/bin/strates' });
  assert.deepEqual(find(places({ setting: '~/strates' }), there), { program: '/home/me/strates' });
  assert.deepEqual(find(places({}), there), { program: '/e/server/strates' });
  assert.deepEqual(find(places({ extension: '/x' }), there), { program: '/bin/strates' });
});

test('what is not there is named', () => {
  assert.deepEqual(find(places({ setting: '/no/strates' }), programs('/bin/strates')), { missing: '/no/strates' });
  assert.deepEqual(find(places({ setting: 'strates' }), programs('strates')), { missing: 'strates' });
  assert.deepEqual(find(places({}), programs()), { missing: '' });
});

test('no program is taken from the folder that happens to be open', () => {
  const searchPath = ['', '.', 'bin', '/bin'].join(delimiter);
  assert.deepEqual(find(places({ searchPath }), programs('strates', 'bin/strates')), { missing: '' });
});

test('a folder or a file that may not be run is no program', () => {
  const folder = mkdtempSync(join(tmpdir(), "strates d'été "));
  const extension = join(folder, 'é x');
  mkdirSync(join(extension, 'server', 'strates'), { recursive: true });
  writeFileSync(join(folder, 'strates'), '');
  const found = (): unknown => find(places({ extension, searchPath: folder }));
  assert.deepEqual(found(), { missing: '' });
  chmodSync(join(folder, 'strates'), 0o755);
  assert.deepEqual(found(), { program: join(folder, 'strates') });
  rmSync(folder, { recursive: true });
});

test('versions are compared as numbers', () => {
  assert.ok(isOlder('0.9.0', '0.10.0'));
  assert.ok(isOlder('0.0.1', '0.1.0'));
  assert.ok(!isOlder('0.1.0', '0.1.0'));
  assert.ok(!isOlder('1.0.0', '0.9.9'));
  assert.ok(!isOlder('0.1.1-beta', '0.1.0'));
});

function places(some: Partial<Parameters<typeof find>[0]>): Parameters<typeof find>[0] {
  return { setting: '', extension: '/e', home: '/home/me', searchPath: '/bin', isWindows: false, ...some };
}

function programs(...files: string[]): (file: string) => boolean {
  return (file) => files.includes(file);
}
