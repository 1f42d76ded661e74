import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { patternWords } from '../../src/schema/pattern-words.ts';
import { root } from '../support/run.ts';

const schemas = readdirSync(join(root, 'schemas'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));

it.each([...patternWords.keys()])('%s is a pattern of a schema', (pattern) => {
  expect(schemas.some((text) => text.includes(`"pattern": ${JSON.stringify(pattern)}`))).toBe(true);
});
