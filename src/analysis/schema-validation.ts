import type { Path } from '../resources/json.ts';
import type { Resource } from '../resources/resource.ts';
import { type Analyzer, defineAnalyzer } from './analyzer.ts';
import { SchemaValidationError, SchemaWarning } from './messages/schema.ts';

/** What is wrong with a resource taken by itself, by its schema or by what Istio says of its values. */
export interface Violation {
  readonly path: Path;
  /** A sentence for people: what is wrong with the value, and what is allowed. */
  readonly problem: string;
  /** True for what is accepted and yet does not do what it seems to: a warning, not an error. */
  readonly isWarning?: boolean;
}

/** Validates one resource. The schemas are a layer of their own, so whoever calls `analyze` brings them along. */
export type Validate = (resource: Resource) => readonly Violation[];

/** The analyzer that reports what `validate` finds in any of `resources`. */
export const schemaAnalyzer = (validate: Validate, resources: readonly Resource[]): Analyzer =>
  defineAnalyzer({
    id: 'schema.ValidationAnalyzer',
    summary: 'Every resource is what its schema and Istio accept',
    reads: [],
    emits: [SchemaValidationError, SchemaWarning],
    run(_, report) {
      for (const resource of resources) {
        for (const { path, problem, isWarning } of validate(resource)) {
          report(isWarning ? SchemaWarning : SchemaValidationError, resource.at(...path), { problem });
        }
      }
    },
  });
