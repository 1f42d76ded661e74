import { type Functions, goFunction } from '../template/model/function.ts';
import { boolType, stringType } from '../template/model/types.ts';

/** A path without `.`, doubled slashes and what `..` takes back, as Go's path.Clean. */
function clean(path: string): string {
  const isAbsolute = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!isAbsolute) kept.push('..');
  }
  return (isAbsolute ? '/' : '') + kept.join('/') || '.';
}

/** The last name of a path, as Go's path.Base. */
export function base(path: string): string {
  if (path === '') return '.';
  return path.replace(/\/+$/, '').replace(/^.*\//s, '') || '/';
}

const directory = (path: string): string => clean(path.slice(0, path.lastIndexOf('/') + 1));

const extension = (path: string): string => /\.[^./]*$/.exec(path)?.[0] ?? '';

const changing = (change: (path: string) => string) =>
  goFunction({ takes: [stringType], gives: stringType }, ([path]) => change(path));
const isAbsolute = goFunction({ takes: [stringType], gives: boolType }, ([path]) => path.startsWith('/'));

/** The functions for the system's paths work as on Linux everywhere: output must not depend on the machine. */
export const pathFunctions: Functions = {
  base: changing(base),
  dir: changing(directory),
  clean: changing(clean),
  ext: changing(extension),
  isAbs: isAbsolute,
  osBase: changing(base),
  osDir: changing(directory),
  osClean: changing(clean),
  osExt: changing(extension),
  osIsAbs: isAbsolute,
};
