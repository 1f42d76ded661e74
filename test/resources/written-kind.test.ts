import { describe, expect, it } from 'vitest';
import { writtenKind } from '../../src/resources/written-kind.ts';

describe('writtenKind', () => {
  it.each([
    ['a usual document', 'apiVersion: v1\nkind: Service\n', 'Service'],
    ['comments first', '# hello\n\n# kind: Pod\nkind: Service\n', 'Service'],
    ['a marker first', '--- # first\nkind: Service\n', 'Service'],
    ['line ends of Windows', 'apiVersion: v1\r\nkind: Service\r\nmetadata: {}\r\n', 'Service'],
    ['no line end', 'kind: Service', 'Service'],
    ['a kind further in', 'spec:\n  kind: Pod\nkind: Service\n', 'Service'],
  ])('sees that of %s', (_, text, kind) => {
    expect(writtenKind(text)).toBe(kind);
  });

  it.each([
    ['quotes', 'kind: "Pod"\n'],
    ['a tag', 'kind: !!str Pod\n'],
    ['an anchor', 'kind: &k Pod\n'],
    ['a comment behind it', 'kind: Pod # x\n'],
    ['the next line', 'kind:\n  Pod\n'],
    ['two', 'kind: Service\nkind: Pod\n'],
    ['JSON', '{\nkind: Service\n}'],
    ['JSON behind a comment', '# x\n{\nkind: Service\n}'],
    ['a quoted text', '"\nkind: Service\n"'],
    ['a quoted key', '"kind": Pod\n'],
    ['none', 'apiVersion: v1\n'],
    ['a kind further in alone', 'spec:\n  kind: Pod\n'],
  ])('does not guess for %s', (_, text) => {
    expect(writtenKind(text)).toBeUndefined();
  });
});
