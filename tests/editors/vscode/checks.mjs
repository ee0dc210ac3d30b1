// Runs tests one after the other and prints a line for each.

import assert from 'node:assert/strict';
import { running } from './workbench.mjs';

export { assert };

let failed = 0;

/** The tests of one workbench, each a pair of what a person sees and how it is looked at. */
export async function run(bench, tests) {
  for (const [name, look] of Object.entries(tests)) {
    const start = Date.now();
    try {
      await look(bench);
      console.log(`ok ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED ${name}: ${error.message}`);
      if (process.env.STRATES_VERBOSE) console.log(error.stack);
      await bench?.picture(`failed ${name}`.replace(/[^\w]+/g, '-')).catch(() => undefined);
    }
    await bench?.closeAll?.().catch(() => undefined);
  }
}

/** Something without which nothing can be tested. */
export async function required(name, work) {
  try {
    const result = await work();
    console.log(`ok ${name}`);
    return result;
  } catch (error) {
    console.log(`FAILED ${name}: ${error.stack}`);
    for (const bench of running) {
      console.log(bench.log.slice(-2000));
      await bench.picture('failed-start').catch(() => undefined);
    }
    await leave(1);
  }
}

export async function leave(code = failed === 0 ? 0 : 1) {
  for (const bench of running) await bench.stop().catch(() => undefined);
  if (failed > 0) console.log(`${failed} failed; pictures of them are in target/artefacts/vscode`);
  process.exit(code);
}
