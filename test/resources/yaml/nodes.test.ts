import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventNodes } from '../../../src/resources/yaml/event-nodes.ts';
import type { Node } from '../../../src/resources/yaml/node.ts';
import { plainNodes } from '../../../src/resources/yaml/plain-nodes.ts';
import { readYaml } from '../../../src/resources/yaml/read.ts';
import { cases } from './cases.ts';
import { anyDocument } from './documents.ts';

/** All that a node says about itself and what is in it; columns only where they count. */
function described({ kind, outer, start, end, column, entries }: Node): unknown {
  return {
    kind,
    span: [outer, start, end],
    ...(kind.startsWith('block ') && kind !== 'block text' && { column }),
    entries: entries.map((entry) => ({
      key: entry.key,
      at: [entry.start, entry.mark],
      value: described(entry.value),
    })),
  };
}

/** Compares both ways to find the nodes of a text's plain documents; returns how many there were. */
function compare(text: string): number {
  const plain = readYaml(text).filter(
    ({ isPlain, value, start, end }) => isPlain && value !== undefined && !text.slice(start, end).includes('|+'),
  );
  for (const { start, end } of plain) {
    const document = text.slice(start, end);
    const ended = document.endsWith('\n') ? document : `${document}\n`;
    expect(described(plainNodes(ended)!), document).toEqual(described(eventNodes(ended)!));
  }
  return plain.length;
}

const reference = join(import.meta.dirname, '../../../../shared/reference');

describe('the nodes of plain documents are those that the events give', () => {
  it('in generated documents', () => {
    let count = 0;
    fc.assert(
      fc.property(anyDocument, (text) => {
        count += compare(text);
      }),
      { seed: 20261122, numRuns: 3000 },
    );
    expect(count).toBeGreaterThan(500);
  });

  it('in edge cases', () => {
    for (const text of Object.values(cases).flat()) compare(text);
  });

  it.skipIf(!existsSync(reference)).each(['analyze', 'inject/input'])('in every reference manifest of %s', (folder) => {
    let count = 0;
    for (const name of readdirSync(join(reference, folder)).filter((file) => file.endsWith('.yaml')))
      count += compare(readFileSync(join(reference, folder, name), 'utf8'));
    expect(count).toBeGreaterThan(50);
  });
});
