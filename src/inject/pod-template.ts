import { MeshwrightError } from '../base/errors.ts';
import { inField, type JsonObject, type Path } from '../resources/json.ts';

/** What injection reads and changes: a Pod without its kind, name and status, or the template of a workload's Pods. */
export interface PodTemplate {
  readonly metadata: JsonObject;
  readonly spec: JsonObject;
}

/** The workload that a Pod template belongs to, as templates see it: `.TypeMeta` and `.DeploymentMeta`. */
export interface Owner {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** As written; empty where the manifest does not say. */
  readonly namespace: string;
}

/** Why a Pod template cannot be injected. Its path starts at the Pod template: `['metadata', 'annotations', …]`. */
export class InjectionError extends MeshwrightError {
  constructor(
    readonly reason: string,
    readonly path: Path = [],
    options?: ErrorOptions,
  ) {
    super(inField(path, reason), options);
  }
}
