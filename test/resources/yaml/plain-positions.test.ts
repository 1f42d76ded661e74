import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, Path } from '../../../src/resources/json.ts';
import { Lines, sourceOf } from '../../../src/resources/yaml/lines.ts';
import { findInPlain } from '../../../src/resources/yaml/plain-positions.ts';
import { PositionIndex } from '../../../src/resources/yaml/positions.ts';
import { readYaml } from '../../../src/resources/yaml/read.ts';
import { cases } from './cases.ts';
import { anyDocument } from './documents.ts';

/** Every path in a value, and for each collection one that leads nowhere. */
function* pathsOf(value: Json, path: Path = []): Generator<Path> {
  yield path;
  if (typeof value !== 'object' || value === null) return;
  yield [...path, Array.isArray(value) ? value.length : 'no such key'];
  for (const [key, child] of Object.entries(value)) {
    yield* pathsOf(child as Json, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

/** Looks every path of every plain document up both ways: how many there were, and how many the quick way knew. */
function compare(text: string): { paths: number; found: number } {
  const count = { paths: 0, found: 0 };
  for (const { start, end, value, isPlain } of readYaml(text)) {
    if (!isPlain || value === undefined) continue;
    const document = text.slice(start, end);
    const index = new PositionIndex(document, 1);
    const lines = new Lines(sourceOf(document), 1);
    for (const path of pathsOf(value)) {
      count.paths++;
      const span = findInPlain(document, path);
      if (span === undefined) continue;
      count.found++;
      const { line, column } = lines.place(span.start);
      const { line: endLine, column: endColumn } = lines.place(span.end);
      expect({ path, line, column, endLine, endColumn }, document).toEqual({ path, ...index.find(path) });
    }
  }
  return count;
}

const reference = join(import.meta.dirname, '../../../../shared/reference/analyze');

describe('a place found in plain YAML is the one that the index knows', () => {
  it('in generated documents', () => {
    const count = { paths: 0, found: 0 };
    fc.assert(
      fc.property(anyDocument, (text) => {
        const { paths, found } = compare(text);
        count.paths += paths;
        count.found += found;
      }),
      { seed: 20261122, numRuns: 3000 },
    );
    expect(count.found).toBeGreaterThan(count.paths / 2);
  });

  it('in edge cases', () => {
    for (const text of Object.values(cases).flat()) compare(text);
    expect(compare('a:\n- b: [x]\n  c: |\n    d: e\n\n    # f\n  "g": h # i\n').found).toBeGreaterThan(5);
  });

  it.skipIf(!existsSync(reference))('in every reference manifest', () => {
    const count = { paths: 0, found: 0 };
    for (const name of readdirSync(reference).filter((file) => file.endsWith('.yaml'))) {
      const { paths, found } = compare(readFileSync(join(reference, name), 'utf8'));
      count.paths += paths;
      count.found += found;
    }
    expect(count.found).toBeGreaterThan(count.paths * 0.9);
  });
});
