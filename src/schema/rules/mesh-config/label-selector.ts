import type { LabelSelector, LabelSelectorRequirement } from '../../compiled/mesh.istio.io/MeshConfig.js';
import { labelKeyProblem, labelValueProblem } from '../../values/labels.ts';
import { quote } from '../../values/value.ts';
import type { Field } from '../rule.ts';

/** Operators → whether they compare with values (kubernetes.io, Labels and Selectors). */
const operators = new Map([
  ['In', true],
  ['NotIn', true],
  ['Exists', false],
  ['DoesNotExist', false],
]);
const longestValue = 63;

function warn(field: Field, problem: string | undefined): void {
  if (problem !== undefined) field.warning(problem);
}

const valueProblem = (value: string): string | undefined =>
  value.length > longestValue
    ? `must have at most ${longestValue} characters, not ${value.length}`
    : labelValueProblem(value);

function checkRequirement({ key = '', operator = '', values = [] }: LabelSelectorRequirement, field: Field): void {
  warn(field.at('key'), labelKeyProblem(key));
  const takesValues = operators.get(operator);
  if (takesValues === undefined) {
    field.at('operator').warning(`must be In, NotIn, Exists or DoesNotExist, not ${quote(operator)}`);
  } else if (takesValues && values.length === 0) field.at('values').warning(`must not be empty for ${operator}`);
  else if (!takesValues && values.length > 0) field.at('values').warning(`must not be there for ${operator}`);
  for (const [i, value] of values.entries()) warn(field.at('values', i), valueProblem(value));
}

/** Warns of a selector that Kubernetes would refuse: istiod logs that and leaves it out. `field` is where it stands. */
export function checkLabelSelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector, field: Field): void {
  for (const [key, value] of Object.entries(matchLabels)) {
    warn(field.at('matchLabels', key), labelKeyProblem(key) ?? valueProblem(value));
  }
  for (const [i, one] of matchExpressions.entries()) checkRequirement(one, field.at('matchExpressions', i));
}
