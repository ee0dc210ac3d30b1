import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Crashes } from '../src/crashes';

test('only what happened of late counts', () => {
  const crashes = new Crashes();
  assert.deepEqual([0, 1000, 2000, 200_000].map((time) => crashes.count(time)), [1, 2, 3, 1]);
  crashes.forget();
  assert.equal(crashes.count(200_001), 1);
});
