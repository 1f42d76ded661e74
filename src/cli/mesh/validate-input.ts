import type { SourceFile } from '../../resources/document.ts';
import { readInput } from '../../resources/input/read-input.ts';
import { isObject } from '../../resources/json.ts';
import { Resource } from '../../resources/resource.ts';
import { eachResource, type ReadProblem, toResources } from '../../resources/to-resources.ts';
import { definitionKind, Validator, type Verdict } from '../../schema/validation.ts';
import type { Io } from '../io.ts';

export interface ValidateSettings {
  readonly paths: readonly string[];
  /** Files and folders of CustomResourceDefinitions, which are not validated themselves. */
  readonly crdPaths: readonly string[];
  readonly defaultNamespace: string;
  readonly istioNamespace: string;
}

/** Takes each document of the input in turn. */
export interface ValidationSink {
  add(resource: Resource, verdict: Verdict): void;
  addUnreadable(problem: ReadProblem): void;
}

/**
 * Reads and validates what the settings name, one document after the other, so that no more than one need be kept.
 * CustomResourceDefinitions in the input itself count for all of it.
 *
 * @returns how many files were read
 * @throws InputError and UsageError as `readInput`
 */
export async function validateInput(io: Io, settings: ValidateSettings, sink: ValidationSink): Promise<number> {
  const { paths, crdPaths, defaultNamespace, istioNamespace } = settings;
  const source = { cwd: io.cwd, readStdin: () => io.readStdin() };
  const input = await readInput(paths, source);
  const definitions = crdPaths.length === 0 ? undefined : await readInput(crdPaths, source);
  for (const note of [...input.notes, ...(definitions?.notes ?? [])]) io.note(`note: ${note}`);
  for (const problem of [...(definitions?.problems ?? []), ...input.problems]) sink.addUnreadable(problem);
  const given = (definitions?.files ?? []).flatMap((file) => {
    const { resources, problems } = toResources(file);
    for (const problem of problems) sink.addUnreadable(problem);
    return resources.filter(isDefinition);
  });
  if (definitions !== undefined && given.length === 0) io.note('note: --crd names no CustomResourceDefinition');
  // A folder may hold the definitions of half the world: compiling rules of kinds that do not occur takes its time.
  const needed = given.filter((definition) => input.files.some(({ text }) => text.includes(definedKind(definition))));
  const crds = [...needed, ...input.files.flatMap(definitionsIn)];
  const validator = await Validator.for([], { istioNamespace, crds });
  for (const definition of needed) {
    const verdict = validator.validate(definition)!;
    if (verdict.problems.length > 0) sink.add(definition, verdict);
  }
  for (const file of input.files) {
    for (const read of eachResource(file, { defaultNamespace })) {
      if (!(read instanceof Resource)) sink.addUnreadable(read);
      else {
        const verdict = validator.validate(read);
        if (verdict === undefined) await validator.load(read.type);
        sink.add(read, verdict ?? validator.validate(read)!);
      }
    }
  }
  return input.files.length;
}

/** The CustomResourceDefinitions in a file; looking at the text first spares most files a second reading. */
function definitionsIn(file: SourceFile): Resource[] {
  if (!file.text.includes('CustomResourceDefinition')) return [];
  return toResources(file).resources.filter(isDefinition);
}

/** The kind that a definition is of; empty, which every text holds, where it does not say so. */
function definedKind({ body }: Resource): string {
  const names = isObject(body.spec) ? body.spec.names : undefined;
  return isObject(names) && typeof names.kind === 'string' ? names.kind : '';
}

const isDefinition = ({ type }: Resource): boolean => type.id === definitionKind;
