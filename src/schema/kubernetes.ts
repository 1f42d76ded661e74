import { isObject, startsWith } from '../resources/json.ts';
import type { Resource } from '../resources/resource.ts';
import { list, map, object, type Shape, string } from '../resources/shape.ts';
import { type FieldType, typeProblems } from './field-types.ts';
import { apiServerProblem, semantic } from './problem.ts';
import deployment from './rules/deployment.ts';
import { type RuleProblem, type RuleSet, runRules } from './rules/rule.ts';
import service from './rules/service.ts';
import type { ValidateResource } from './validator.ts';

/** As much of the kinds as the rules read: going through whole pod templates takes longer than all the rest. */
const serviceShape = object({
  spec: object({ ports: list(object({ name: string, protocol: string, appProtocol: string })) }),
});
const deploymentShape = object({
  spec: object({ template: object({ metadata: object({ labels: map(string) }) }) }),
});

const open = true;
const serviceType: FieldType = {
  fields: {
    spec: {
      fields: { ports: { list: { fields: { name: 'string', protocol: 'string', appProtocol: 'string' }, open } } },
      open,
    },
  },
  open,
};
const podLabels: FieldType = { fields: { labels: { map: 'string' } }, open };
const deploymentType: FieldType = {
  fields: { spec: { fields: { template: { fields: { metadata: podLabels }, open } }, open } },
  open,
};

/** Checks of one of Kubernetes' kinds, which are about what Istio needs to know: the API server checks the rest. */
const checks = <Spec>(
  type: FieldType,
  shape: Shape<{ readonly spec?: Spec }>,
  rules: RuleSet<Spec>,
): ValidateResource => {
  return (resource: Resource) => {
    const misread = typeProblems(resource.body, type).map(({ path, message }) => apiServerProblem(path, message));
    const spec = shape(resource.body)?.spec;
    if (spec === undefined) return misread;
    const isMisread = ({ path }: RuleProblem) => misread.some((problem) => startsWith(path, problem.path));
    const found = runRules(rules, spec, resource).filter((problem) => !isMisread(problem));
    return [...misread, ...found.map(semantic)];
  };
};

/** What Istio demands of Kubernetes' own kinds, by `group/Kind`. */
export const kubernetesValidators: Readonly<Record<string, ValidateResource>> = {
  '/Service': checks(serviceType, serviceShape, service),
  'apps/Deployment': checks(deploymentType, deploymentShape, deployment),
};

/** True for a ConfigMap that istiod, of whatever revision, has its mesh config from (istio.io, Global Mesh Options). */
export function holdsMeshConfig({ type, name, body }: Resource): boolean {
  if (type.id !== '/ConfigMap' || !/^istio(?:-|$)/.test(name)) return false;
  const { data } = body;
  return isObject(data) && (Object.hasOwn(data, 'mesh') || Object.hasOwn(data, 'meshNetworks'));
}
