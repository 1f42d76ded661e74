import type { SidecarPort } from '../../compiled/networking.istio.io/Sidecar.js';
import { portNameProblem } from '../../values/port.ts';
import { isSet } from '../../values/presence.ts';
import { protocolProblem } from '../../values/protocol.ts';
import { type Problem, quote } from '../../values/value.ts';
import type { Field } from '../rule.ts';

/** Ports, or Unix sockets, that each listener must have for itself. */
export class OwnValues {
  readonly #taken = new Set<string | number>();

  /** What is wrong with one more listener on `value`. */
  problem(value: string | number): Problem {
    const shown = typeof value === 'string' ? quote(value) : value;
    if (this.#taken.has(value)) return `repeats ${shown}, which another listener of the list has`;
    this.#taken.add(value);
    return undefined;
  }
}

/** Checks what a listener says of its port, but for the number; name and protocol may be missing. */
export function checkPort({ name = '', protocol = '', targetPort }: SidecarPort, field: Field): void {
  if (name !== '') field.at('name').check(portNameProblem(name));
  if (protocol !== '') field.at('protocol').check(protocolProblem(protocol));
  if (isSet(targetPort)) field.at('targetPort').error("must not be there: a Sidecar's listener has no use for it");
}
