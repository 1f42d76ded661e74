import { describe, expect, it } from 'vitest';
import { HeldText } from '../../../src/cli/files/held-text.ts';

async function released(held: HeldText): Promise<string> {
  const bytes: Buffer[] = [];
  await held.release(async (pieces) => {
    for (const piece of pieces) bytes.push(Buffer.from(piece));
  });
  return Buffer.concat(bytes).toString();
}

describe('HeldText', () => {
  it.each([
    ['nothing', []],
    ['a short text', ['a', 'b', 'ü']],
    ['a text that goes to a file', Array.from({ length: 40 }, (_, i) => `${i} ü€𝄞 ${'x'.repeat(300_000)}`)],
    ['a short end of such a text', [...Array.from({ length: 30 }, () => 'x'.repeat(300_000)), 'ü']],
  ])('gives %s back', async (_, pieces) => {
    const held = new HeldText();
    for (const piece of pieces) held.add(piece);
    expect(await released(held)).toBe(pieces.join(''));
    held.drop();
  });
});
