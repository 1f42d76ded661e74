import type { ResourceType } from '../resources/kinds.ts';
import type { Resource } from '../resources/resource.ts';
import { holdsMeshConfig, kubernetesValidators } from './kubernetes.ts';
import { isKubernetes, isMisplaced } from './misplaced-kind.ts';
import type { ResourceProblem } from './problem.ts';
import { resourceKinds } from './resource-kinds.ts';
import { unknownKind } from './unknown-kind.ts';
import { isUsual } from './usual/index.ts';
import { istioValidator, type ValidateResource } from './validator.ts';

export interface ValidationOptions {
  /** Where Istio's control plane lives: its Services and Deployments are not the user's to mend. Default `istio-system`. */
  readonly istioNamespace?: string | undefined;
  /** CustomResourceDefinitions of other kinds. */
  readonly crds?: readonly Resource[] | undefined;
}

/** What is said of one resource. */
export interface Verdict {
  readonly problems: readonly ResourceProblem[];
  /**
   * `checked` by the kind's schema or rules; `unchecked` is a kind of Kubernetes' own that Istio demands nothing of;
   * `unknown` one that nothing here knows, and its only problem says so.
   */
  readonly extent: 'checked' | 'unchecked' | 'unknown';
}

/** The kind of CustomResourceDefinitions, which are checked when there are any to validate others by. */
export const definitionKind = 'apiextensions.k8s.io/CustomResourceDefinition';

/** Of ConfigMaps, those alone are checked that hold a mesh config: there are many others, for which nothing need be loaded. */
const configMap = '/ConfigMap';
const meshConfigMaps = async (): Promise<ValidateResource> =>
  (await import('./mesh-config-map.ts')).meshConfigMapValidator();

const sound: Verdict = { problems: [], extent: 'checked' };
const unchecked: Verdict = { problems: [], extent: 'unchecked' };
const nothing: ValidateResource = () => [];

/** Validates resources by themselves, one at a time. A kind's schema is loaded when a resource needs it. */
export class Validator {
  readonly #byKind = new Map<string, ValidateResource | undefined>();

  /** Resolves to a validator that has loaded the schemas for `types` already. */
  static async for(types: Iterable<ResourceType>, options: ValidationOptions = {}): Promise<Validator> {
    const validator = new Validator(options);
    await validator.#loadCustom();
    await Promise.all(Array.from(new Set(types), (type) => validator.load(type)));
    return validator;
  }

  private constructor(private readonly options: ValidationOptions) {}

  async #loadCustom(): Promise<void> {
    const { crds = [] } = this.options;
    if (crds.length === 0) return;
    const { customValidators } = await import('./custom/custom-validators.ts');
    const { validators, problems } = await customValidators(crds);
    for (const [id, validate] of validators) {
      // Istio's own kinds have their definitions here, and rules that no definition holds.
      if (!resourceKinds.includes(id)) this.#byKind.set(id, validate);
    }
    // A definition is what it is by its name, wherever it was read from.
    this.#byKind.set(definitionKind, ({ name }) => problems.filter(({ definition }) => definition.name === name));
  }

  /** Loads what validates resources of this type. */
  async load({ id }: ResourceType): Promise<void> {
    if (this.#byKind.has(id)) return;
    const validate =
      id === configMap ? await meshConfigMaps() : ((await istioValidator(id)) ?? kubernetesValidators[id]);
    this.#byKind.set(id, validate);
  }

  /** What is wrong with `resource`; undefined when its type has to be loaded to say so. */
  validate(resource: Resource): Verdict | undefined {
    const { id, group } = resource.type;
    if (isUsual(resource)) return sound;
    if (id === configMap && !holdsMeshConfig(resource)) return unchecked;
    const validate = this.#byKind.get(id);
    if (validate === undefined && !this.#byKind.has(id)) return undefined;
    if (validate === undefined)
      return isKubernetes(group) && !isMisplaced(resource.type) ? unchecked : unknown(resource);
    const isIstios =
      id in kubernetesValidators && resource.namespace === (this.options.istioNamespace ?? 'istio-system');
    return { problems: (isIstios ? nothing : validate)(resource), extent: 'checked' };
  }
}

const unknown = (resource: Resource): Verdict => ({ problems: [unknownKind(resource)], extent: 'unknown' });
