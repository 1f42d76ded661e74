import { isObject, type Json, type Path } from '../../resources/json.ts';
import type { Resource } from '../../resources/resource.ts';
import { describeValue } from '../keyword-words.ts';
import { checkMetadata } from '../metadata.ts';
import { type ResourceProblem, schemaProblem } from '../problem.ts';

const kindPattern = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/i;

/** False for what lacks so much of an object that an API server looks no further. */
export const isWhole = (value: Json): boolean =>
  !isObject(value) ||
  (typeof value.apiVersion === 'string' && typeof value.kind === 'string' && isObject(value.metadata ?? {}));

/** What an API server demands of an object within a resource: to say what it is; a name it need not have. */
export function checkEmbedded(value: Json, path: Path, resource: Resource): ResourceProblem[] {
  if (!isObject(value)) return [];
  const problems: ResourceProblem[] = [];
  for (const field of ['apiVersion', 'kind']) {
    const message = textProblem(field, value[field]);
    if (message !== undefined) problems.push(schemaProblem([...path, field], message));
  }
  const { apiVersion, kind, metadata = null } = value;
  if (metadata === null || problems.length > 0) return problems;
  if (!isObject(metadata)) {
    return [schemaProblem([...path, 'metadata'], `must be a map, not ${describeValue(metadata)}`)];
  }
  // Each kind has its own rules for names: only what no path of an API can hold is refused.
  const { name, generateName, ...rest } = metadata;
  const named = { ...rest, name: 'any' };
  const inner = checkMetadata(resource.withBody({ apiVersion: apiVersion!, kind: kind!, metadata: named }));
  const texts = { name, generateName };
  for (const [field, text = null] of Object.entries(texts)) {
    if (text === null) continue;
    const isText = typeof text === 'string';
    const isFit = isText && (field !== 'name' || !(/[/%]/.test(text) || text === '.' || text === '..'));
    const allowed = isText ? 'a name without "/" and "%", and not all dots' : 'a string';
    if (!isFit) inner.push(schemaProblem(['metadata', field], `must be ${allowed}, not ${describeValue(text)}`));
  }
  return inner.map((problem) => ({ ...problem, path: [...path, ...problem.path] }));
}

function textProblem(field: string, value: Json | undefined): string | undefined {
  if (value === undefined) return 'is required, and missing';
  if (typeof value !== 'string') return `must be a string, not ${describeValue(value)}`;
  if (value === '') return 'must not be empty';
  if (field === 'kind') {
    const isKind = kindPattern.test(value) && value.length <= 63;
    return isKind ? undefined : `must be letters and digits, beginning with a letter, not ${describeValue(value)}`;
  }
  return value.split('/').length <= 2
    ? undefined
    : `must be a version, or a group and a version, not ${describeValue(value)}`;
}
