import type { ErrorObject } from 'ajv';

/** A check made by `scripts/compile-schemas.js`: true when `data` is as the schema says, else its `errors` say why not. */
export interface Validate {
  (data: unknown): boolean;
  readonly errors?: readonly ErrorObject[] | null;
}
