import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosen, type Inspected } from '../src/chosen';

test('a default is not sent, so that strates.toml counts', () => {
  assert.deepEqual(sent({ locale: {}, profile: { globalValue: 'strict' } }), { profile: 'strict' });
});

test('the workspace wins over the user, and rules are joined', () => {
  const settings = {
    locale: { globalValue: 'fr', workspaceValue: 'en' },
    rules: { globalValue: { a: 'off', b: 'off' }, workspaceValue: { b: 'error' } },
    'format.indent': { globalValue: null },
  };
  assert.deepEqual(sent(settings), { locale: 'en', rules: { a: 'off', b: 'error' } });
});

test('a folder of several wins over the workspace', () => {
  const settings = {
    locale: { globalValue: 'fr', workspaceValue: 'fr', workspaceFolderValue: 'en' },
    rules: { workspaceValue: { a: 'off' }, workspaceFolderValue: { b: 'error' } },
  };
  assert.deepEqual(sent(settings), { locale: 'en', rules: { a: 'off', b: 'error' } });
  const guarded = { 'shellcheck.path': { globalValue: '/bin/shellcheck', workspaceFolderValue: '/evil' } };
  assert.equal(sent(guarded, false)['shellcheck.path'], '');
});

test('a folder that is not trusted names no program and no host', () => {
  const settings = {
    'shellcheck.path': { globalValue: '/bin/shellcheck', workspaceValue: '/evil' },
    'registry.mode': { workspaceValue: 'auto' },
    locale: { workspaceValue: 'fr' },
  };
  const off = { 'registry.mode': 'offline', 'registry.allow': [], 'shellcheck.path': '' };
  assert.deepEqual(sent(settings, false), { locale: 'fr', ...off });
});

function sent(settings: Record<string, Inspected>, isTrusted = true): Record<string, unknown> {
  return chosen(Object.keys(settings), (name) => settings[name], isTrusted);
}
