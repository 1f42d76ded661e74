import { dereference, format, type OutputUnit, type Schema, type SchemaDraft, validate } from '@cfworker/json-schema';
import { formatPath, type Json } from '../../resources/json.ts';
import { isMatch } from '../functions/regular-expressions.ts';
import { toJson } from '../template/model/json.ts';
import { decode } from '../template/model/text.ts';
import { type Chart, ChartError } from './chart.ts';
import { type Failure, failuresIn } from './schema-failures.ts';
import { isTable, type Values, type Warn } from './values.ts';

/**
 * Checks values against the values.schema.json of a chart, and of those that it depends on, as Helm does before it renders.
 *
 * @param values the chart's, with those of its dependencies below their names
 * @throws ChartError that lists, for each chart, the settings at fault; their values are not shown, which may be secrets
 */
export function checkValues(chart: Chart, values: Values, warn: Warn): void {
  const problems = problemsOf(chart, values, warn);
  if (problems.length > 0) throw new ChartError(problems.join('\n'));
}

function problemsOf({ metadata, schema, dependencies }: Chart, values: Values, warn: Warn): string[] {
  const own = schema === undefined ? [] : failuresOf(schema, toJson(values), `chart ${metadata.name}`, warn);
  const lines = own.map(({ path, message }) => `\n  ${path.length === 0 ? '' : `${formatPath(path)}: `}${message}`);
  const below = dependencies.flatMap((dependency) => {
    const given = values.get(dependency.metadata.name);
    return isTable(given) ? problemsOf(dependency, given, warn) : [];
  });
  if (lines.length === 0) return below;
  return [`the values of chart ${metadata.name} do not fit its values.schema.json:${lines.join('')}`, ...below];
}

/** Drafts of JSON Schema by what `$schema` says of them. Draft 6 lacks but a few words of draft 7. */
const drafts: Readonly<Record<string, SchemaDraft>> = {
  'draft-04/schema': '4',
  'draft-06/schema': '7',
  'draft-07/schema': '7',
  'draft/2019-09/schema': '2019-09',
  'draft/2020-12/schema': '2020-12',
  schema: '2020-12',
};

/** Without a word on it, Helm's validator takes the latest draft. */
function draftOf({ $schema = 'https://json-schema.org/schema' }: Schema, place: string): SchemaDraft {
  const name = String($schema).replace(/^https?:\/\/json-schema\.org\/|#$/g, '');
  if (Object.hasOwn(drafts, name)) return drafts[name]!;
  throw new ChartError(
    `${place}: its $schema ${JSON.stringify($schema)} is no draft of JSON Schema that is known here`,
  );
}

/** Formats only inform from draft 2019-09 on. */
const assertsFormats = (draft: SchemaDraft): boolean => draft === '4' || draft === '7';

function failuresOf(bytes: Uint8Array, values: Json, chart: string, warn: Warn): Failure[] {
  const place = `values.schema.json of ${chart}`;
  try {
    const schema = JSON.parse(decode(bytes)) as Schema | boolean;
    const draft = typeof schema === 'boolean' ? '2020-12' : draftOf(schema, place);
    const lookup = dereference(schema);
    for (const node of Object.values(lookup)) if (typeof node === 'object') prepare(node, draft);
    for (const uri of unknownReferences(lookup)) {
      warn(`${place} refers to ${uri}, which is not looked up: what should fit it is not checked`);
      lookup[uri] = true;
    }
    const units: OutputUnit[] = validate(values, schema, draft, lookup, false).errors;
    return failuresIn(units, schema, values, lookup);
  } catch (error) {
    if (error instanceof ChartError) throw error;
    // No JSON, a pattern that is none, a reference to itself: the library and the platform throw what they like.
    throw new ChartError(`${place} cannot be used: ${(error as Error).message.split('\n')[0]}`, { cause: error });
  }
}

/** Before formats that stand for a pattern: the library's own patterns are JavaScript's, and Helm's are RE2's. */
const patternPrefix = 'pattern:';

function prepare(node: Schema, draft: SchemaDraft): void {
  if (!assertsFormats(draft)) delete node.format;
  const { pattern } = node;
  if (typeof pattern !== 'string') return;
  // A pattern that cannot be read is told of, whether or not there is a text to match.
  isMatch(pattern, '');
  const name = patternPrefix + pattern;
  format[name] ??= (text) => isMatch(pattern, text);
  delete node.pattern;
  if (node.format === undefined) node.format = name;
  else node.allOf = [...(node.allOf ?? []), { format: name }];
}

function unknownReferences(lookup: Readonly<Record<string, Schema | boolean>>): string[] {
  const uris = Object.values(lookup).flatMap((node) =>
    typeof node === 'object' && node.__absolute_ref__ !== undefined ? [node.__absolute_ref__] : [],
  );
  return [...new Set(uris)].filter((uri) => lookup[uri] === undefined);
}
