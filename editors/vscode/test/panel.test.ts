import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neighbour } from '../src/view/moves';

/** Two stages: a base with two blocks, a base with none. */
const BLOCKS = ['0:0', '0:1', '0:2', '1:0'].map((key) => ({ key }));

test('the arrows go up and down the pile and across the stages', () => {
  check('0:0', 'ArrowUp', '0:1');
  check('0:2', 'ArrowUp', '0:2');
  check('0:0', 'ArrowDown', '0:0');
  check('0:2', 'ArrowRight', '1:0');
  check('1:0', 'ArrowRight', '1:0');
  check('1:0', 'ArrowLeft', '0:0');
  check('1:0', 'Home', '0:0');
  check('0:0', 'End', '1:0');
  check('0:0', 'Enter', undefined);
});

function check(from: string, pressed: string, expected: string | undefined): void {
  assert.equal(neighbour(BLOCKS, from, pressed), expected);
}
