import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { FieldChange } from '../../../src/install/compare/fields.ts';
import { isIstiosTemplate } from '../../../src/install/verify/istio-templates.ts';
import { verdictOn } from '../../../src/install/verify/verify-objects.ts';
import type { JsonObject } from '../../../src/resources/json.ts';

const text = 'spec:\n  containers: []\n';
const known = { sidecar: createHash('sha256').update(text.trim()).digest('hex') };
const change = (path: string, before: string): FieldChange => ({
  path,
  steps: path.split('.'),
  type: 'changed',
  before,
  after: 'metadata: {}\n',
});
const injector = (template: string, values: JsonObject = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'istio-sidecar-injector', namespace: 'istio-system' },
  data: {
    values: JSON.stringify(values),
    config: JSON.stringify({ policy: 'enabled', templates: { sidecar: template } }),
  },
});

describe('an injection template of Istio itself', () => {
  it.each<[string, FieldChange, JsonObject, boolean]>([
    ['is known by its text', change('data.config.templates.sidecar', text), injector(''), true],
    ['may end in another way', change('data.config.templates.sidecar', text.trim()), injector(''), true],
    [
      'is not one that was changed',
      change('data.config.templates.sidecar', `${text}\nhostNetwork: true`),
      injector(''),
      false,
    ],
    ['is not one of another name', change('data.config.templates.gateway', text), injector(''), false],
    ['is not any text', change('data.mesh', text), injector(''), false],
    [
      'is a difference where the settings give a template of that name',
      change('data.config.templates.sidecar', text),
      injector('', { sidecarInjectorWebhook: { templates: { sidecar: 'metadata: {}' } } }),
      false,
    ],
  ])('%s', (_, one, wanted, expected) => {
    expect(isIstiosTemplate(one, wanted, known)).toBe(expected);
  });

  it('is told from one that somebody wrote', () => {
    const verdict = verdictOn(injector('metadata: {}'), injector(text), []);
    expect(verdict).toMatchObject({ state: 'different', changes: [{ path: 'data.config.templates.sidecar' }] });
  });
});
