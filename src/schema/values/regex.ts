import { RE2JS } from 're2js';
import { remembered } from '../../base/remembered.ts';
import { type Problem, quote } from './value.ts';

/** Istio's bound: Envoy limits a program's size, which is never smaller than its text. */
const longest = 1024;

/** A regular expression in RE2's syntax (github.com/google/re2/wiki/Syntax), which Envoy and Go read; not JavaScript's. */
export const regexProblem = remembered(
  (text: string): Problem => (text === '' ? 'must not be empty' : compileProblem(text)),
);

function compileProblem(text: string): Problem {
  const bytes = Buffer.byteLength(text);
  if (bytes > longest) return `must have at most ${longest} bytes, not ${bytes}`;
  try {
    RE2JS.compile(text);
    return undefined;
  } catch (error) {
    return `${quote(text)} is no regular expression in RE2's syntax: ${(error as Error).message}`;
  }
}
