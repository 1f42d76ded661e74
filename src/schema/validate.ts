import type { ErrorObject } from 'ajv';
import type { JsonObject } from '../resources/json.ts';
import type { CheckRules } from './cel/report.ts';

/** A check made by `scripts/compile-schemas.js`: true when `data` is as the schema says, else its `errors` say why not. */
export interface Validate {
  (data: unknown): boolean;
  readonly errors?: readonly ErrorObject[] | null;
}

/** What `scripts/compile-schemas.js` makes of a schema; of a custom resource everything is about its `spec`. */
export interface CompiledKind {
  readonly default: Validate;
  /** The schema without its prose. */
  schema(): JsonObject;
  /** Reports where the schema's CEL rules do not hold. */
  readonly checkRules: CheckRules;
  /** True when a resource must have a `spec`. */
  readonly needsSpec: boolean;
}

/** A kind's compiled modules, each loaded when it is needed. */
export interface KindModules {
  /** The versions that the kind is served in: `networking.istio.io/v1`. Empty for what is no resource. */
  readonly apiVersions: readonly string[];
  /** True for what no API server serves, although it looks like a resource. */
  readonly isFile: boolean;
  /** Absent for what is checked as a part of another only. */
  load?(): Promise<CompiledKind>;
  /** The schema with its descriptions, self-contained. */
  source(): Promise<{ readonly default: JsonObject }>;
}
