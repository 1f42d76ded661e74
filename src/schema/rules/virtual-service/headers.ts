import type { HeaderOperations, Headers } from '../../compiled/networking.istio.io/VirtualService.js';
import { changedHeaderNameProblem, headerValueProblem, setHeaderNameProblem } from '../../values/header.ts';
import type { Problem } from '../../values/value.ts';
import type { Field } from '../rule.ts';

const writes = ['set', 'add'] as const;

function checkOperations(
  operations: HeaderOperations | undefined,
  writtenNameProblem: (name: string) => Problem,
  field: Field,
): void {
  if (operations === undefined) return;
  for (const operation of writes) {
    for (const [name, value] of Object.entries(operations[operation] ?? {})) {
      const at = field.at(operation, name);
      at.check(writtenNameProblem(name));
      at.check(headerValueProblem(value));
    }
  }
  for (const [i, name] of (operations.remove ?? []).entries()) {
    field.at('remove', i).check(changedHeaderNameProblem(name));
  }
}

/** Checks what is done to the headers of requests and responses. */
export function checkHeaders({ request, response }: Headers, field: Field): void {
  checkOperations(request, setHeaderNameProblem, field.at('request'));
  checkOperations(response, changedHeaderNameProblem, field.at('response'));
}
