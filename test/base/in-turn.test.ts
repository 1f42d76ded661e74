import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { inTurn } from '../../src/base/in-turn.ts';

it('gives results in order, so many at once', async () => {
  let [now, most] = [0, 0];
  const work = async (ms: number) => {
    most = Math.max(most, ++now);
    await sleep(ms);
    now--;
    return ms;
  };
  const found: number[] = [];
  for await (const one of inTurn([30, 1, 20, 2, 10], 2, work)) found.push(one);
  expect(found).toEqual([30, 1, 20, 2, 10]);
  expect(most).toBe(2);
});

it('ends with the first failure, when its turn comes', async () => {
  const found: number[] = [];
  const all = async () => {
    for await (const one of inTurn([1, 2, 3], 3, async (n) => (n === 2 ? Promise.reject(new Error('no')) : n))) {
      found.push(one);
    }
  };
  await expect(all()).rejects.toThrow('no');
  expect(found).toEqual([1]);
});
