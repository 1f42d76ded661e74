import { expect, it } from 'vitest';
import { injectedRevision } from '../../src/resources/injected-revision.ts';

const status = 'sidecar.istio.io/status';

it.each([
  ['the annotation', { 'istio.io/rev': 'canary' }, 'canary'],
  ['the status', { [status]: '{"containers":[],"revision":"canary"}' }, 'canary'],
  ['the annotation beside a status that is cut off', { 'istio.io/rev': 'canary', [status]: '{"re' }, 'canary'],
  ['neither', { 'sidecar.istio.io/inject': 'true' }, ''],
  ['a status without one', { [status]: '{"containers":[]}' }, ''],
  ['a status that is no map', { [status]: '["revision"]' }, ''],
  ['no annotations', undefined, ''],
])('the revision of an injected Pod is told by %s', (_, annotations, revision) => {
  expect(injectedRevision(annotations)).toBe(revision);
});
