import type { Path } from '../../resources/json.ts';

const step = /\.([^.[\]'"\s]+)|\[(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(\d+))\]/gy;

/**
 * The steps of a rule's `fieldPath`: `.spec.hosts`, `['a.b']` (kubernetes.io, Validation rules, fieldPath). What cannot
 * be read, and what follows it, is left out.
 */
export function readFieldPath(text = ''): Path {
  const steps = text.matchAll(step);
  return [...steps].map(([, name, single, double, index]) =>
    index === undefined ? (name ?? (single ?? double ?? '').replace(/\\(.)/g, '$1')) : Number(index),
  );
}
