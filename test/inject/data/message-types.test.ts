import { expect, it } from 'vitest';
import { meshMessages } from '../../../src/inject/data/mesh-messages.ts';
import { type MessageFieldType, meshConfigType } from '../../../src/inject/data/message-types.ts';

/** The names of all messages and enums that a type leads to. */
function names(type: MessageFieldType, found = new Set<string>()): Set<string> {
  if (type.kind === 'list' || type.kind === 'map') return names(type.element, found);
  if (type.kind !== 'message' && type.kind !== 'enum') return found;
  const isNew = !found.has(type.name);
  found.add(type.name);
  if (isNew && type.kind === 'message') for (const field of type.fields.values()) names(field.type, found);
  return found;
}

it('reads all messages of the table', () => {
  const declared = [...meshMessages.matchAll(/^(?:= )?([\w.]+):/gm)].map(([, name = '']) =>
    name.includes('.') ? name : `v1alpha1.${name}`,
  );
  expect([...names(meshConfigType)].sort()).toEqual(declared.sort());
});

it('knows oneofs, names of Go and numbers of enums', () => {
  const proxy = meshConfigType.fields.get('defaultConfig')!.type;
  if (proxy.kind !== 'message') throw new Error('defaultConfig is no message');
  expect([...proxy.oneofs]).toEqual(['ClusterName']);
  expect(proxy.fields.get('sds')?.go).toBe('Sds');
  const policy = proxy.fields.get('controlPlaneAuthPolicy')!.type;
  expect(policy.kind === 'enum' && [...policy.numbers]).toEqual([
    ['NONE', 0],
    ['MUTUAL_TLS', 1],
    ['INHERIT', 1000],
  ]);
});
