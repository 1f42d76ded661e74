import { describe, expect, it } from 'vitest';
import rules from '../../../src/schema/rules/traffic-extension.ts';
import { problemsOf } from '../../support/rules.ts';

describe('TrafficExtension', () => {
  it('may be written in Lua, or name a WebAssembly module', () => {
    expect(problemsOf(rules, { lua: { inlineCode: 'x'.repeat(65536) } })).toEqual([]);
    expect(problemsOf(rules, { wasm: { url: 'file:///filter.wasm', vmConfig: { env: [{ name: 'A' }] } } })).toEqual([]);
  });

  it('counts the bytes of Lua code', () => {
    expect(problemsOf(rules, { lua: { inlineCode: 'é'.repeat(32769) } })).toEqual([
      'spec.lua.inlineCode: must have at most 65536 bytes, not 65538',
    ]);
  });

  it('has no variable twice, and a target that policies attach to', () => {
    const wasm = { url: 'file:///filter.wasm', vmConfig: { env: [{ name: 'A' }, { name: 'A' }] } };
    expect(problemsOf(rules, { wasm, targetRefs: [{ kind: 'Pod', name: 'front' }] })).toEqual([
      'spec.targetRefs[0].kind: must be one of Gateway, GatewayClass, Service, ServiceEntry, not "Pod".',
      'spec.wasm.vmConfig.env[1]: sets "A", which is set already',
    ]);
  });
});
