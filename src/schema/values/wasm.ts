import type { VmConfig } from '../compiled/extensions.istio.io/WasmPlugin.js';
import type { Field } from '../rules/rule.ts';
import { quote } from './value.ts';

/** Reports environment variables of a virtual machine for WebAssembly that are there twice. */
export function checkEnvironment({ env = [] }: VmConfig, field: Field): void {
  const names = new Set<string>();
  for (const [i, { name = '' }] of env.entries()) {
    if (names.has(name)) field.at('env', i).error(`sets ${quote(name)}, which is set already`);
    names.add(name);
  }
}
