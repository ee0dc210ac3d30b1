import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Layers, Step } from '../src/layers/answer';
import { explained } from '../src/layers/explained';

test('a table for each stage, then the reasons, then the sum', () => {
  const steps = [step('RUN a | b', 'layer', 'layer 1'), step('CMD x', 'metadata', 'metadata')];
  assert.equal(
    explained('Dockerfile', layers(steps)),
    `# Dockerfile

<a id="stage-0" class="code-line" data-line="2"></a>

## Stage 0

\`FROM a\`\u0020\u0020
1 layer · **target**

| Step | Instruction | Makes | What it does |
|--:|---|---|---|
| 1 | \`RUN a \\| b\` | **layer 1** | does |
| 2 | \`CMD x\` | metadata | does |

- \`RUN\`, \`CMD\`: why

**sum**
`,
  );
});

test('a file without a stage has its reason alone', () => {
  assert.equal(explained('a', { ...layers([]), stages: [], sum: 'No stage.' }), '# a\n\n**No stage.**\n');
});

test('nothing in a file becomes markup', () => {
  const page = explained('<b>_x_.md', layers([step('RUN echo `date` <img src=x>', 'layer', 'layer 1')]));
  assert.match(page, /^# \\<b\\>\\_x\\_\.md$/m);
  assert.match(page, /\| `` RUN echo `date` <img src=x> `` \|/);
});

function step(summary: string, effect: Step['effect'], makes: string): Step {
  const [keyword = ''] = summary.split(' ');
  return { summary, effect, makes, keyword, number: null, does: 'does', why: 'why', fromTrigger: false, line: 0, endLine: 0 };
}

function layers(steps: Step[]): Layers {
  const stage = { index: 0, title: 'Stage 0', base: 'FROM a', baseStage: null, isEmptyBase: false };
  const rest = { adds: '1 layer', role: 'target', fate: 'target' as const, line: 0, endLine: 0, steps };
  return { lang: 'en', version: 1, sum: 'sum', stages: [{ ...stage, ...rest }] };
}
