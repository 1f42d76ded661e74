import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { UsageError } from '../../base/errors.ts';
import type { Level } from '../../base/levels.ts';
import { SourceDocument, type SourceFile } from '../../resources/document.ts';
import { decode } from '../../resources/input/decode.ts';
import { errorCode, readFailure } from '../../resources/input/read-failure.ts';
import { formatPath, isObject, type Json, type JsonObject } from '../../resources/json.ts';
import { readYaml } from '../../resources/yaml/read.ts';
import validate, { schema } from '../../schema/compiled/meshwright.js';
import { explainErrors, type SchemaProblem } from '../../schema/explain-errors.ts';

/** The settings of a folder, as its `meshwright.yaml` gives them. */
export interface ProjectFile {
  readonly path: string;
  /** What the paths in it are relative to. */
  readonly folder: string;
  readonly analyze: AnalyzeSettings;
}

/** Defaults for `analyze`; schemas/meshwright.schema.json says what each means. */
export interface AnalyzeSettings {
  readonly paths?: readonly string[];
  readonly exclude?: readonly string[];
  readonly meshConfigFile?: string;
  readonly meshNetworksFile?: string;
  readonly closedWorld?: boolean;
  readonly namespace?: string;
  readonly allNamespaces?: boolean;
  readonly analyzers?: readonly string[];
  readonly excludeAnalyzers?: readonly string[];
  readonly failureThreshold?: Level;
  readonly outputThreshold?: Level;
  readonly output?: readonly string[];
  readonly severity?: Readonly<Record<string, Level | 'off'>>;
  readonly suppress?: readonly SuppressSetting[];
}

export interface SuppressSetting {
  readonly code: string;
  readonly resource?: string;
  readonly file?: string;
  readonly reason?: string;
}

const fileName = 'meshwright.yaml';

/**
 * The project file that holds for the absolute path `cwd`: the nearest one in it or above it. A folder with `.git` in
 * it is where a project ends: no folder above is looked at.
 */
export function findProjectFile(cwd: string): string | undefined {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const file = join(folder, fileName);
    if (existsSync(file)) return file;
    if (existsSync(join(folder, '.git')) || folder === dirname(folder)) return undefined;
  }
}

/**
 * Reads a project file; `name` is what messages call it. Codes and ids of analyzers are taken as they are.
 *
 * @throws UsageError that names every mistake with its line and column
 */
export function readProjectFile(path: string, name = path): ProjectFile {
  const file = { name, text: readText(path, name) };
  const documents = readYaml(file.text).filter(({ value, problem }) => problem !== undefined || isSet(value));
  const [first, second] = documents;
  const folder = dirname(resolve(path));
  if (first === undefined) return { path, folder, analyze: {} };
  if (first.problem !== undefined) throw new UsageError(`${name}:${place(first.problem)}: ${first.problem.message}`);
  if (second !== undefined) {
    throw new UsageError(`${name}:${second.line}:1: a project file holds one document, and a second one begins here`);
  }
  const value = withoutUnset(first.value as Json);
  const document = new SourceDocument(file, first);
  const problems = validate(value)
    ? conflicts(value as JsonObject)
    : explainErrors(validate.errors ?? [], value, schema());
  if (problems.length > 0) throw new UsageError(describeProblems(problems, document, file));
  const { analyze = {} } = value as { analyze?: AnalyzeSettings & { output?: string | readonly string[] } };
  const { output } = analyze;
  return { path, folder, analyze: output === undefined ? analyze : { ...analyze, output: [output].flat() } };
}

/** A path in a project file (`../x`, `!k8s/**`) as one relative to `cwd`; `.` for `cwd` itself. */
export function fromProject({ folder }: Pick<ProjectFile, 'folder'>, path: string, cwd: string): string {
  if (path.startsWith('!')) return `!${fromProject({ folder }, path.slice(1), cwd)}`;
  return isAbsolute(path) ? path : relative(cwd, join(folder, path)) || '.';
}

function readText(path: string, name: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new UsageError(errorCode(error) === 'ENOENT' ? `${name} does not exist` : `${name} ${readFailure(error)}`);
  }
  const { text, problem } = decode(bytes);
  if (problem !== undefined) throw new UsageError(`${name}:${place(problem)}: ${problem.message}`);
  return text;
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null;
const place = ({ line, column }: { line: number; column: number }): string => `${line}:${column}`;

/** A key whose whole content is commented out is as good as absent; an unquoted `off` is YAML 1.1 for false. */
function withoutUnset(value: Json): Json {
  if (!isObject(value)) return value;
  const root = dropNulls(value);
  if (!isObject(root.analyze)) return root;
  const analyze = dropNulls(root.analyze);
  if (!isObject(analyze.severity)) return { ...root, analyze };
  const severity = Object.entries(analyze.severity).map(([code, level]) => [code, level === false ? 'off' : level]);
  return { ...root, analyze: { ...analyze, severity: Object.fromEntries(severity) } };
}

const dropNulls = (object: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => isSet(value)));

/** What a schema says only clumsily. */
function conflicts({ analyze }: JsonObject): SchemaProblem[] {
  if (!isObject(analyze) || analyze.allNamespaces !== true || analyze.namespace === undefined) return [];
  return [{ path: ['analyze', 'namespace'], message: 'cannot stand beside allNamespaces: true' }];
}

function describeProblems(problems: readonly SchemaProblem[], document: SourceDocument, { name }: SourceFile): string {
  return problems
    .map(({ path, message }) => ({ at: document.position(path), field: formatPath(path), message }))
    .sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column)
    .map(({ at, field, message }) => `${name}:${place(at)}: ${field}${field && ': '}${message}`)
    .join('\n');
}
