import { InputError } from '../base/errors.ts';
import { withArticle } from '../base/with-article.ts';
import type { SourceFile } from '../resources/document.ts';
import type { Resource } from '../resources/resource.ts';
import { toResources } from '../resources/to-resources.ts';

const kind = 'install.istio.io/IstioOperator';

/**
 * The one IstioOperator that a file holds.
 *
 * @throws InputError naming file and line when it cannot be read, holds something else, or holds several
 */
export function readOperator(file: SourceFile): Resource {
  const { resources, problems } = toResources(file);
  const [problem] = problems;
  if (problem !== undefined) {
    const { line = 1, column = 1, message } = problem;
    throw new InputError(`${file.name}:${line}:${column}: ${message}`);
  }
  const [operator, second] = resources;
  if (operator === undefined) throw new InputError(`${file.name}: it holds no IstioOperator`);
  const other = resources.find(({ type }) => type.id !== kind);
  if (other !== undefined) {
    throw new InputError(
      `${placeIn(other)}: an IstioOperator of install.istio.io/v1alpha1 belongs here, not ${withArticle(other.kind)} of ${other.apiVersion}`,
    );
  }
  if (second !== undefined) {
    throw new InputError(
      `${placeIn(second)}: a second IstioOperator: give each its own file, and each file its own -f`,
    );
  }
  return operator;
}

const placeIn = (resource: Resource): string => {
  const { line, column } = resource.position([]);
  return `${resource.document.file.name}:${line}:${column}`;
};
