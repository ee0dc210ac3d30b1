// The page of the panel: stages as columns, each on its base, a block for each layer. What there is to
// say comes from the server; what stands in a file is text, never markup.

import type { Kept, Layers, News, Stage, Step, Wish, Words } from '../layers/answer';
import { type Block, neighbour } from './moves';

const host = acquireVsCodeApi();
let kept: Kept = (host.getState() as Kept | undefined) ?? {};

const main = document.createElement('main');
document.body.append(main);

function keep(change: Kept): void {
  kept = { ...kept, ...change };
  host.setState(kept);
}

function tell(wish: Wish): void {
  host.postMessage(wish);
}

function element(tag: string, name: string, text = ''): HTMLElement {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}

function draw(name: string, layers: Layers, words: Words): void {
  const hadFocus = main.contains(document.activeElement);
  const columns = element('div', 'stages');
  columns.setAttribute('role', 'group');
  columns.setAttribute('aria-label', words.stagesLabel);
  columns.append(...layers.stages.map((stage) => column(stage, words)));
  const heading = element('h1', '', name);
  const sum = element('p', 'sum', layers.sum);
  sum.setAttribute('role', 'status');
  main.replaceChildren(heading, sum, columns, legend(layers, words));
  document.documentElement.lang = layers.lang;
  const entry = blocks().find((block) => block.dataset['key'] === kept.chosen) ?? blocks()[0];
  if (entry !== undefined) choose(entry, hadFocus);
  columns.scrollLeft = kept.left ?? 0;
  columns.addEventListener('scroll', () => {
    keep({ left: columns.scrollLeft });
  });
}

function column(stage: Stage, words: Words): HTMLElement {
  const made = element('section', `stage ${stage.fate}`);
  const title = element('h2', '', stage.title);
  title.id = `stage-${stage.index}`;
  made.setAttribute('aria-labelledby', title.id);
  const pile = element('ol', 'pile');
  const place = (index: number): string => `${stage.index}:${index}`;
  pile.append(base(stage, words, place(0)));
  pile.append(...stage.steps.map((step, index) => floor(step, words, place(index + 1))));
  made.append(title, element('p', 'role', stage.role), element('p', 'adds', stage.adds), pile);
  return made;
}

function base(stage: Stage, words: Words, key: string): HTMLElement {
  const kind = stage.isEmptyBase ? 'empty' : stage.baseStage === null ? 'image' : 'inherited';
  const note = { empty: words.emptyBase, image: words.imageBase, inherited: words.stageBase }[kind];
  const block = button(`block base ${kind}`, key, stage.line, stage.line);
  block.append(element('code', '', stage.base), element('span', 'note', note));
  block.setAttribute('aria-label', `${stage.base}, ${note}`);
  return item(block);
}

function floor(step: Step, words: Words, key: string): HTMLElement {
  const block = button(`block ${step.effect}`, key, step.line, step.endLine);
  if (step.number !== null) block.append(element('span', 'number', String(step.number)));
  block.append(element('code', '', step.summary));
  const note = step.fromTrigger ? `${step.does} (${words.inherited})` : step.does;
  if (step.effect === 'layer') block.append(element('span', 'note', note));
  block.setAttribute('aria-label', `${step.makes}: ${step.summary}, ${note}`);
  block.title = `${step.summary}\n${step.makes}: ${step.why}`;
  return item(block);
}

function item(block: HTMLElement): HTMLElement {
  const made = element('li', '');
  made.append(block);
  return made;
}

function button(name: string, key: string, line: number, endLine: number): HTMLButtonElement {
  const made = document.createElement('button');
  made.className = name;
  made.tabIndex = -1;
  Object.assign(made.dataset, { key, line: String(line), endLine: String(endLine) });
  return made;
}

function legend(layers: Layers, words: Words): HTMLElement {
  const made = element('footer', '');
  const has = (fates: string[]): boolean =>
    layers.stages.some((stage) => fates.includes(stage.fate) && stage.steps.some((step) => step.effect === 'layer'));
  const entries: [string, string, boolean][] = [
    ['shipped', words.shipped, has(['target', 'shipped'])],
    ['thrownAway', words.thrownAway, has(['thrownAway'])],
    ['notBuilt', words.notBuilt, has(['notBuilt'])],
    ['metadata', words.metadata, true],
  ];
  for (const [name, text, isSeen] of entries) {
    if (!isSeen) continue;
    const entry = element('span', 'entry');
    entry.append(element('span', `swatch ${name}`), text);
    made.append(entry);
  }
  made.append(element('span', 'keys', words.keys));
  return made;
}

function blocks(): HTMLButtonElement[] {
  return [...main.querySelectorAll<HTMLButtonElement>('button.block')];
}

/** One block takes part in the order of the Tab key; the arrows lead to the others. */
function choose(chosen: HTMLButtonElement, takesFocus: boolean): void {
  for (const block of blocks()) block.tabIndex = block === chosen ? 0 : -1;
  if (takesFocus) chosen.focus();
  keep({ chosen: chosen.dataset['key'] ?? '' });
}

function mark(line: number): void {
  for (const block of blocks()) {
    const isHere = Number(block.dataset['line']) <= line && line <= Number(block.dataset['endLine']);
    if (isHere) block.setAttribute('aria-current', 'true');
    else block.removeAttribute('aria-current');
  }
}

function goTo(stage: number): void {
  const block = blocks().find((block) => block.dataset['key'] === `${stage}:0`);
  if (block === undefined) return;
  choose(block, false);
  block.closest('section')?.scrollIntoView({ block: 'nearest', inline: 'start' });
}

main.addEventListener('click', (event) => {
  const block = event.target instanceof Element ? event.target.closest<HTMLButtonElement>('button.block') : null;
  if (block === null) return;
  choose(block, false);
  tell({ type: 'reveal', line: Number(block.dataset['line']) });
});

main.addEventListener('keydown', (event) => {
  const current = document.activeElement;
  if (!(current instanceof HTMLButtonElement)) return;
  const all: Block[] = blocks().map((block) => ({ key: block.dataset['key'] ?? '' }));
  const next = neighbour(all, current.dataset['key'] ?? '', event.key);
  const target = blocks().find((block) => block.dataset['key'] === next);
  if (target === undefined) return;
  event.preventDefault();
  choose(target, true);
  target.scrollIntoView({ block: 'nearest', inline: 'nearest' });
});

window.addEventListener('scroll', () => {
  keep({ top: window.scrollY });
});

window.addEventListener('focus', () => {
  const entry = blocks().find((block) => block.tabIndex === 0);
  if (document.activeElement === document.body) entry?.focus({ preventScroll: true });
});

let isFirst = true;
window.addEventListener('message', (event: MessageEvent<News>) => {
  const news = event.data;
  switch (news.type) {
    case 'layers':
      if (kept.uri !== undefined && kept.uri !== news.uri) keep({ chosen: '', top: 0, left: 0 });
      keep({ uri: news.uri });
      draw(news.name, news.layers, news.words);
      if (isFirst) window.scrollTo(0, kept.top ?? 0);
      isFirst = false;
      break;
    case 'gone':
      main.replaceChildren(element('p', 'sum', news.text));
      break;
    case 'stage':
      goTo(news.stage);
      break;
    case 'cursor':
      mark(news.line);
  }
});

tell({ type: 'ready' });
