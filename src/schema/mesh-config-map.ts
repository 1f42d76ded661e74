import { placesInText } from '../resources/block-text.ts';
import { type Position, SourceDocument } from '../resources/document.ts';
import { inField, isObject, type Path } from '../resources/json.ts';
import type { Resource } from '../resources/resource.ts';
import { readYaml, type YamlDocument } from '../resources/yaml/read.ts';
import { describeValue } from './keyword-words.ts';
import { type CheckMesh, meshConfigCheck, meshNetworksCheck } from './mesh-config.ts';
import { apiServerProblem, bounded, type ResourceProblem, semantic } from './problem.ts';
import type { ValidateResource } from './validator.ts';

/** Loads what validates a ConfigMap that istiod has its mesh config from (istio.io, Global Mesh Options). */
export async function meshConfigMapValidator(): Promise<ValidateResource> {
  const [mesh, meshNetworks] = await Promise.all([meshConfigCheck(), meshNetworksCheck()]);
  const checks = Object.entries({ mesh, meshNetworks });
  return (resource) => checks.flatMap(([key, check]) => bounded(keyProblems(resource, key, check), ['data', key]));
}

/** What is wrong with the YAML that a key of the ConfigMap holds as a text. */
function keyProblems(resource: Resource, key: string, check: CheckMesh): ResourceProblem[] {
  const path: Path = ['data', key];
  const { data } = resource.body;
  const text = (isObject(data) ? data[key] : null) ?? null;
  if (text === null) return [];
  if (typeof text !== 'string') {
    return [
      apiServerProblem(path, `must be a string that holds YAML, such as a block after "|", not ${describeValue(text)}`),
    ];
  }
  const told = textProblems(text, check);
  if (told.length === 0) return [];
  const place = placesInText(resource, path, text);
  return told.map(({ position, ...problem }) => ({ ...problem, path, position: place(position) }));
}

type TextProblem = ResourceProblem & { readonly position: Position };

/** What is wrong with a text of YAML: messages name the field in it, positions are the text's own. */
function textProblems(text: string, check: CheckMesh): TextProblem[] {
  const [first, second] = readYaml(text).filter(({ value, problem }) => value !== undefined || problem !== undefined);
  if (first === undefined) return [];
  if (first.problem !== undefined) {
    const { line, column, message } = first.problem;
    return [textProblem(`cannot be read as YAML: ${message}`, { line, column, endLine: line, endColumn: column })];
  }
  const document = new SourceDocument({ name: '', text }, first);
  const problems = check(first.value ?? null, []).map((problem) => ({
    ...problem,
    source: 'semantic' as const,
    message: inField(problem.path, problem.message),
    position: document.position(problem.path),
  }));
  return [...problems, ...ignored(first, second)];
}

/** What istiod passes over before it looks at any field. */
function ignored({ duplicateKeys = [] }: YamlDocument, second: YamlDocument | undefined): TextProblem[] {
  const warning = (message: string, line: number, column: number): TextProblem => ({
    ...textProblem(message, { line, column, endLine: line, endColumn: column }),
    isWarning: true,
    isIstios: false,
  });
  const twice = duplicateKeys.map(({ path, again }) =>
    warning(inField(path, 'stands twice: istiod takes the later one'), again.line, again.column),
  );
  if (second === undefined) return twice;
  return [...twice, warning('holds several documents, of which istiod reads the first', second.line, 1)];
}

const textProblem = (message: string, position: Position): TextProblem => ({
  ...semantic({ path: [], message, rule: 'ConfigMap/mesh-config', isWarning: false, isIstios: true }),
  position,
});
