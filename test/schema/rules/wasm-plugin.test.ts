import { describe, expect, it } from 'vitest';
import rules from '../../../src/schema/rules/wasm-plugin.ts';
import { problemsOf } from '../../support/rules.ts';

const url = 'oci://registry.example.com/filter:1';

describe('WasmPlugin', () => {
  it('may have variables of different names', () => {
    expect(problemsOf(rules, { url, vmConfig: { env: [{ name: 'A', value: '1' }, { name: 'B' }] } })).toEqual([]);
    expect(problemsOf(rules, { url })).toEqual([]);
  });

  it('has no variable twice, and a target that policies attach to', () => {
    const vmConfig = { env: [{ name: 'A' }, { name: 'B' }, { name: 'A' }] };
    expect(problemsOf(rules, { url, vmConfig, targetRefs: [{ kind: 'Gateway', name: 'front' }] })).toEqual([
      'spec.targetRefs[0].group: must be "gateway.networking.k8s.io" for a Gateway, not ""',
      'spec.vmConfig.env[2]: sets "A", which is set already',
    ]);
  });
});
