import type { Json, Path } from '../resources/json.ts';
import { checkSpec } from './check-spec.ts';
import { type ResourceProblem, schemaProblem } from './problem.ts';
import { readProtoJson } from './proto-json.ts';
import type { RuleSet, RuleSubject } from './rules/rule.ts';
import type { CompiledKind } from './validate.ts';

/** Of no namespace: there is one mesh config for all. */
const mesh: RuleSubject = { name: '', namespace: '', labels: {}, annotations: {} };

/**
 * Checks a mesh config as istiod does before it takes it over, and says what it would ignore. What is not there has istiod's
 * defaults. Paths are as `value` writes them: istiod also reads `trust_domain`.
 *
 * @param value of the key `mesh` in the ConfigMap `istio`, read from YAML
 */
export async function validateMeshConfig(value: Json): Promise<ResourceProblem[]> {
  const [kind, rules] = await Promise.all([
    import('./compiled/mesh.istio.io/MeshConfig.js'),
    import('./rules/mesh-config.ts'),
  ]);
  return check(value, kind, rules.default, ['defaultConfig', 'defaultProviders']);
}

/**
 * Checks which networks a mesh has, as istiod does before it takes that over.
 *
 * @param value of the key `meshNetworks` in the ConfigMap `istio`, read from YAML
 */
export async function validateMeshNetworks(value: Json): Promise<ResourceProblem[]> {
  const [kind, rules] = await Promise.all([
    import('./compiled/mesh.istio.io/MeshNetworks.js'),
    import('./rules/mesh-networks.ts'),
  ]);
  return check(value, kind, rules.default, []);
}

/** @param merged the fields that istiod reads again under exactly these names, to merge them: it forgets what others say */
function check<Spec>(
  given: Json,
  kind: CompiledKind,
  rules: RuleSet<Spec>,
  merged: readonly string[],
): ResourceProblem[] {
  const { value, ignored, written } = readProtoJson(given, kind.schema());
  const problems = checkSpec(value, kind, rules, mesh, []);
  const forgotten = merged.filter((name) => written([name])[0] !== name);
  return [
    ...ignored.map(({ path, message }) => warning(path, message)),
    ...forgotten.map((name) => warning(written([name]), `is ignored: istiod reads it as ${name} only`)),
    ...problems
      .filter(({ path, source }) => source === 'schema' || !forgotten.includes(String(path[0])))
      .map((problem) => ({ ...problem, path: written(problem.path) })),
  ];
}

const warning = (path: Path, message: string): ResourceProblem => ({
  ...schemaProblem(path, message),
  isWarning: true,
});
