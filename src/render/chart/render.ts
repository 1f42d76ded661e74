import { kubernetesYaml } from '../functions/formats/to-yaml.ts';
import { fulfils } from '../functions/versions/constraints.ts';
import { TemplateError } from '../template/errors.ts';
import type { Functions } from '../template/model/function.ts';
import { named, stringType } from '../template/model/types.ts';
import { anyMapType, Dictionary, type Value } from '../template/model/values.ts';
import { preparedTrees } from '../template/parser/prepared.ts';
import type { Template } from '../template/template.ts';
import { type Capabilities, capabilitiesValue, kubeVersionOf } from './capabilities.ts';
import { type Chart, ChartError, type ChartTemplate } from './chart.ts';
import { chartValue } from './chart-value.ts';
import { withDependencies } from './dependencies.ts';
import { helmMessage, templateSet, withoutNoValue } from './engine.ts';
import { filesValue } from './file-functions.ts';
import { coalesceValues, isTable, tableAt, type Values, type Warn } from './values.ts';

/** The release that a chart is rendered for: `.Release` of its templates. */
export interface Release {
  readonly name: string;
  readonly namespace: string;
  /** From 1, which is the default. */
  readonly revision?: number;
  /** An upgrade instead of an installation. */
  readonly isUpgrade?: boolean;
}

export interface RenderOptions {
  readonly release: Release;
  /** What templates can call, besides what needs the chart itself (`include`, `tpl`): `helmFunctions`, or less. */
  readonly functions: Functions;
  /** Templates of the chart to render, by path (`templates/service.yaml`); all of them where it is left out. */
  readonly only?: readonly string[] | undefined;
  readonly capabilities?: Capabilities;
  /** Checks values against the schemas of charts that have one: values-schema.ts's, loaded for those charts only. */
  readonly checkValues?: ((chart: Chart, values: Values, warn: Warn) => void) | undefined;
  readonly warn?: Warn;
}

export interface RenderedChart {
  /** What each template gives, by its name: `chart/templates/service.yaml`. Partials (`_*`) and NOTES.txt are left out. */
  readonly texts: ReadonlyMap<string, string>;
  /** NOTES.txt of the chart itself. */
  readonly notes: string | undefined;
}

/**
 * Renders a chart and those that it depends on, as `helm template` does.
 * @throws ChartError with Helm's message for what is wrong in a template
 */
export function renderChart(given: Chart, values: Values, options: RenderOptions): RenderedChart {
  const { release, functions, only, capabilities = {}, checkValues, warn = () => {} } = options;
  const chart = withDependencies(given, values, warn);
  checkUse(chart, capabilities);
  const top: Top = {
    Release: releaseValue(release),
    Capabilities: capabilitiesValue(capabilities),
  };
  const merged = coalesceValues(chart, values, warn);
  checkValues?.(chart, merged, warn);
  const sources = new Map<string, Source>();
  collect(chart, merged, top, '', sources);
  const { name } = chart.metadata;
  const wanted = only && new Set(only.map((path) => `${name}/${path}`));
  const rendered = render(sources, functions, wanted);
  const notesName = `${name}/templates/NOTES.txt`;
  const texts = new Map([...rendered].filter(([name]) => !name.endsWith('NOTES.txt')));
  return { texts, notes: rendered.get(notesName) };
}

function checkUse({ metadata }: Chart, capabilities: Capabilities): void {
  const { name, type, kubeVersion } = metadata;
  if (type === 'library') throw new ChartError(`chart ${name}: library charts are not installable`);
  if (kubeVersion === '') return;
  const version = kubeVersionOf(capabilities);
  if (isCompatible(kubeVersion, version)) return;
  throw new ChartError(
    `chart ${name} requires kubeVersion: ${kubeVersion} which is incompatible with Kubernetes ${version}`,
  );
}

function isCompatible(constraint: string, version: string): boolean {
  try {
    return fulfils(version, constraint);
  } catch {
    return false;
  }
}

interface Top {
  readonly Release: Value;
  readonly Capabilities: Value;
}

interface Source {
  readonly template: ChartTemplate;
  readonly data: Map<string, Value>;
  readonly basePath: string;
}

const releaseValue = ({ name, namespace, revision = 1, isUpgrade = false }: Release): Values =>
  new Map<string, Value>([
    ['Name', name],
    ['Namespace', namespace],
    ['IsUpgrade', isUpgrade],
    ['IsInstall', !isUpgrade],
    ['Revision', BigInt(revision)],
    ['Service', 'Helm'],
  ]);

/** The type of `.Values`: a map with methods. */
const valuesType = named<Dictionary>('chartutil.Values', anyMapType as never, {
  methods: {
    AsMap: { takes: [], run: (values: Dictionary) => values.entries as Values },
    YAML: { takes: [], run: (values: Dictionary) => kubernetesYaml(values) },
    Table: {
      takes: [stringType],
      run: (values: Dictionary, [path]: readonly string[]) => {
        const table = tableAt(values.entries as Values, path!.split('.'));
        if (table === undefined) throw new ChartError(`"${path}" is not a table`);
        return valuesValue(table);
      },
    },
  },
});
const valuesValue = (values: Values): Dictionary => new Dictionary(valuesType, values);

/** The templates of a chart and its dependencies, with what each is given; gives what the chart's own are given. */
function collect(
  chart: Chart,
  values: Values,
  top: Top,
  parentPath: string,
  sources: Map<string, Source>,
): Map<string, Value> {
  const { name, type } = chart.metadata;
  const isRoot = parentPath === '';
  const path = isRoot ? name : `${parentPath}/charts/${name}`;
  const subcharts = new Map<string, Value>();
  const data = new Map<string, Value>([
    ['Chart', chartValue(chart.metadata, isRoot)],
    ['Files', filesValue(chart.files)],
    ['Release', top.Release],
    ['Capabilities', top.Capabilities],
    ['Values', valuesValue(values)],
    ['Subcharts', subcharts],
  ]);
  for (const dependency of chart.dependencies) {
    const own = values.get(dependency.metadata.name);
    const childValues = isTable(own) ? own : new Map<string, Value>();
    subcharts.set(dependency.metadata.name, collect(dependency, childValues, top, path, sources));
  }
  for (const template of chart.templates) {
    if (type === 'library' && !isPartial(template.path)) continue;
    sources.set(`${path}/${template.path}`, { template, data, basePath: `${path}/templates` });
  }
  return data;
}

const isPartial = (path: string): boolean => /(^|\/)_[^/]*$/.test(path);

/** Deep ones first, and of those equally deep the last by name: what is defined twice is what came last. */
function order(names: Iterable<string>): string[] {
  const depth = (name: string): number => name.split('/').length;
  return [...names].sort((a, b) => depth(b) - depth(a) || (a < b ? 1 : a > b ? -1 : 0));
}

/** @param wanted names of templates; undefined for all */
function render(
  sources: ReadonlyMap<string, Source>,
  functions: Functions,
  wanted: ReadonlySet<string> | undefined,
): Map<string, string> {
  const set = templateSet(functions);
  const rendered = new Map<string, string>();
  const names = order(sources.keys());
  try {
    for (const name of names) add(set.associated(name), sources.get(name)!.template);
    for (const name of names) {
      const { data, basePath } = sources.get(name)!;
      if (isPartial(name) || wanted?.has(name) === false) continue;
      const own = new Map<string, Value>([
        ['Name', name],
        ['BasePath', basePath],
      ]);
      data.set('Template', valuesValue(own));
      rendered.set(name, withoutNoValue(set.lookup(name)!.execute(valuesValue(data))));
    }
  } catch (error) {
    if (error instanceof TemplateError) throw new ChartError(helmMessage(error), { cause: error });
    throw error;
  }
  return rendered;
}

function add(set: Template, { text, trees }: ChartTemplate): void {
  if (trees === undefined) set.parse(text);
  else set.add(preparedTrees({ text, trees }, set.name));
}
