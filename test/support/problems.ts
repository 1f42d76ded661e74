import { formatPath } from '../../src/resources/json.ts';
import type { Resource } from '../../src/resources/resource.ts';
import { toResources } from '../../src/resources/to-resources.ts';
import type { ResourceProblem } from '../../src/schema/problem.ts';
import { istioValidator } from '../../src/schema/validator.ts';

/** The first resource of a YAML or JSON text. */
export function resourceIn(text: string): Resource {
  const { resources, problems } = toResources({ name: 'test.yaml', text });
  const [resource] = resources;
  if (resource === undefined) throw new Error(`no resource: ${JSON.stringify(problems)}`);
  return resource;
}

/** `path: message`, with `warning ` before a warning and `kubernetes ` before what the API server alone refuses. */
export const shown = ({ path, message, isWarning, isIstios }: ResourceProblem): string =>
  `${isWarning ? 'warning ' : ''}${isIstios ? '' : 'kubernetes '}${formatPath(path)}: ${message}`;

/** Everything that is wrong with a resource of Istio's. */
export async function istioProblems(text: string): Promise<string[]> {
  const resource = resourceIn(text);
  const validate = await istioValidator(resource.type.id);
  if (validate === undefined) throw new Error(`no schema for ${resource.type.id}`);
  return validate(resource).map(shown);
}
