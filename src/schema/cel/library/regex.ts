import { type CelFunc, CelScalar, celMethod, listType } from '@bufbuild/cel';
import { RE2JS } from 're2js';
import { CelError } from '../functions.ts';

const { BOOL, INT, STRING } = CelScalar;
const known = new Map<string, RE2JS>();

function compile(pattern: string): RE2JS {
  let compiled = known.get(pattern);
  if (compiled === undefined) {
    try {
      compiled = RE2JS.compile(pattern);
    } catch {
      throw new CelError(`${JSON.stringify(pattern)} is no regular expression`);
    }
    known.set(pattern, compiled);
  }
  return compiled;
}

function findAll(pattern: string, text: string, most = Infinity): string[] {
  const matcher = compile(pattern).matcher(text);
  const found: string[] = [];
  while (found.length < most && matcher.find()) found.push(matcher.group() ?? '');
  return found;
}

/** Kubernetes' regex library: find and findAll; and CEL's own matches, which compiles a pattern once. */
export const regexLibrary: readonly CelFunc[] = [
  celMethod('matches', STRING, [STRING], BOOL, function (pattern) {
    return compile(pattern).matcher(this).find();
  }),
  celMethod('find', STRING, [STRING], STRING, function (pattern) {
    return findAll(pattern, this, 1)[0] ?? '';
  }),
  celMethod('findAll', STRING, [STRING], listType(STRING), function (pattern) {
    return findAll(pattern, this);
  }),
  celMethod('findAll', STRING, [STRING, INT], listType(STRING), function (pattern, most) {
    return findAll(pattern, this, most < 0n ? Infinity : Number(most));
  }),
];
