import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Layers } from '../src/layers/answer';
import { type Place, stageAt } from '../src/layers/place';

test('a stage that was named, else the one around the cursor, else none', () => {
  check({ stage: 1 }, 1);
  check({ stage: 2 }, undefined);
  check({ line: 0 }, undefined);
  check({ line: 1 }, 0);
  check({ line: 4 }, 0);
  check({ line: 9 }, 1);
  check({}, undefined);
});

/** In a file whose stages begin on the second line and on the sixth. */
function check(place: Place, expected: number | undefined): void {
  const stages = [1, 5].map((line, index) => ({ line, index }));
  assert.equal(stageAt({ stages } as Layers, place), expected);
}
