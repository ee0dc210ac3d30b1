// The layers as a page to read: a table for each stage, then why each instruction makes a layer or none.

import { say } from '../messages';
import type { Layers, Stage } from './answer';

export function explained(name: string, layers: Layers): string {
  let page = `# ${prose(name)}\n\n`;
  for (const stage of layers.stages) {
    const line = page.split('\n').length - 1;
    // The preview finds a place by its name and line, and by no name with an accent.
    page += `<a id="${anchor(stage.index)}" class="code-line" data-line="${line}"></a>\n\n${table(stage, layers.lang)}\n\n`;
  }
  const why = reasons(layers);
  return `${page}${why === '' ? '' : `${why}\n\n`}**${prose(layers.sum)}**\n`;
}

/** What leads to a stage in the page. */
export function anchor(stage: number): string {
  return `stage-${stage}`;
}

function table(stage: Stage, lang: 'en' | 'fr'): string {
  const heading = `## ${prose(stage.title)}\n\n${code(stage.base)}  \n${prose(stage.adds)} · **${prose(stage.role)}**`;
  if (stage.steps.length === 0) return heading;
  const [step, instruction] = [say(lang, 'step'), say(lang, 'instruction')];
  const header = `| ${step} | ${instruction} | ${say(lang, 'makes')} | ${say(lang, 'does')} |\n|--:|---|---|---|`;
  const rows = stage.steps.map((step, index) => {
    const makes = step.effect === 'layer' ? `**${prose(step.makes)}**` : prose(step.makes);
    return `| ${index + 1} | ${code(step.summary).replaceAll('|', '\\|')} | ${makes} | ${prose(step.does)} |`;
  });
  return `${heading}\n\n${header}\n${rows.join('\n')}`;
}

/** Those of one reason together. */
function reasons({ stages, lang }: Layers): string {
  const keywords = new Map<string, Set<string>>();
  for (const { why, keyword } of stages.flatMap((stage) => stage.steps)) {
    keywords.set(why, (keywords.get(why) ?? new Set()).add(keyword));
  }
  const colon = lang === 'fr' ? '\u00a0:' : ':';
  return [...keywords].map(([why, names]) => `- ${[...names].map(code).join(', ')}${colon} ${prose(why)}`).join('\n');
}

/** Between more backticks than it holds itself. */
function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`;
}

/** What stands in a file is text, never markup. */
function prose(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|!&~]/g, '\\$&');
}
