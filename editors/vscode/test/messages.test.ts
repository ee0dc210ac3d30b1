import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { allMessages, languageOf, say } from '../src/messages';

test('every message names the same things in both languages', () => {
  for (const [name, { en, fr }] of Object.entries(allMessages)) {
    assert.deepEqual(marks(en), marks(fr), name);
  }
});

test('French is set as French is', () => {
  const declared = Object.entries(table('package.nls.fr.json'));
  const own = Object.entries(allMessages).map(([name, { fr }]): [string, string] => [name, fr]);
  const pages = readdirSync('walkthrough').filter((page) => page.includes('.nls.fr.'));
  const read = pages.map((page): [string, string] => [page, readFileSync(`walkthrough/${page}`, 'utf8')]);
  for (const [name, text] of [...declared, ...own, ...read]) {
    const prose = text.replace(/```[^]*?```|`[^`]*`|\(command:[^)]*\)/g, '');
    assert.doesNotMatch(prose, /[ \w][:;?!](?=\s|$)|« | »|’/u, name);
  }
});

test('the declared texts exist in both languages', () => {
  const [en, fr] = [table('package.nls.json'), table('package.nls.fr.json')];
  assert.deepEqual(Object.keys(fr), Object.keys(en));
  const named = [...readFileSync('package.json', 'utf8').matchAll(/%([\w.]+)%/g)].map((found) => found[1] ?? '');
  assert.deepEqual([...new Set(named)].sort(), Object.keys(en).sort());
});

test('the pages of the walkthrough exist in both languages', () => {
  const pages = readdirSync('walkthrough');
  const english = pages.filter((page) => !page.includes('.nls.'));
  assert.deepEqual(pages, english.flatMap((page) => [page, page.replace('.md', '.nls.fr.md')]).sort());
});

test('the language is that of the setting, else that of the editor', () => {
  assert.equal(languageOf('auto', 'fr-CA'), 'fr');
  assert.equal(languageOf('auto', 'de'), 'en');
  assert.equal(languageOf('fr', 'en'), 'fr');
  assert.equal(languageOf(undefined, 'FR'), 'fr');
  assert.equal(languageOf(undefined, 'fry'), 'en');
});

test('values come where the message wants them', () => {
  assert.equal(say('en', 'copied', 'a {1} $& b'), 'Copied: a {1} $& b');
  assert.equal(say('fr', 'copied', 'x'), 'Copié\u00a0: x');
});

function marks(text: string): string[] {
  return [...text.matchAll(/\{\d\}|`[^`]*`/g)].map((found) => found[0]).sort();
}

function table(file: string): Record<string, string> {
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
}
