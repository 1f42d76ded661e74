import type { Json, Path } from '../resources/json.ts';
import { checkSpec } from './check-spec.ts';
import { apiServerProblem, type ResourceProblem } from './problem.ts';
import { readProtoJson } from './proto-json.ts';
import type { RuleSet, RuleSubject } from './rules/rule.ts';
import type { CompiledKind } from './validate.ts';

/** Of no namespace: there is one mesh config for all. */
const mesh: RuleSubject = { name: '', namespace: '', labels: {}, annotations: {} };

/**
 * Checks a value that stands at `at` in its resource, and says what istiod would ignore. What is not there has istiod's
 * defaults. Paths are as the value writes them: istiod also reads `trust_domain`.
 */
export type CheckMesh = (value: Json, at: Path) => ResourceProblem[];

/** Loads what checks a mesh config as istiod does before it takes it over. */
export async function meshConfigCheck(): Promise<CheckMesh> {
  const [kind, rules] = await Promise.all([
    import('./compiled/mesh.istio.io/MeshConfig.js'),
    import('./rules/mesh-config.ts'),
  ]);
  return (value, at) => check(value, kind, rules.default, ['defaultConfig', 'defaultProviders'], at);
}

/** Loads what checks which networks a mesh has, as istiod does before it takes that over. */
export async function meshNetworksCheck(): Promise<CheckMesh> {
  const [kind, rules] = await Promise.all([
    import('./compiled/mesh.istio.io/MeshNetworks.js'),
    import('./rules/mesh-networks.ts'),
  ]);
  return (value, at) => check(value, kind, rules.default, [], at);
}

/** @param merged the fields that istiod reads again under exactly these names, to merge them: it forgets what others say */
function check<Spec>(
  given: Json,
  kind: CompiledKind,
  rules: RuleSet<Spec>,
  merged: readonly string[],
  at: Path,
): ResourceProblem[] {
  const { value, ignored, written } = readProtoJson(given, kind.schema());
  const problems = checkSpec(value, kind, rules, mesh, []);
  const forgotten = merged.filter((name) => written([name])[0] !== name);
  return [
    ...ignored.map(({ path, message }) => warning([...at, ...path], message)),
    ...forgotten.map((name) => warning([...at, ...written([name])], `is ignored: istiod reads it as ${name} only`)),
    ...problems
      .filter(({ path, source }) => source === 'schema' || !forgotten.includes(String(path[0])))
      .map((problem) => ({ ...problem, path: [...at, ...written(problem.path)] })),
  ];
}

/** Of what istiod passes over without a word. */
const warning = (path: Path, message: string): ResourceProblem => ({
  ...apiServerProblem(path, message),
  isWarning: true,
});
