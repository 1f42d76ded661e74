import { append } from '../base/append.ts';
import { inField, type Path } from '../resources/json.ts';
import type { Mesh } from '../resources/mesh.ts';
import type { Resource } from '../resources/resource.ts';
import { type Analyzer, defineAnalyzer } from './analyzer.ts';
import { QuestionableSetting, RefusedByApiServer, SchemaValidationError, SchemaWarning } from './messages/schema.ts';

/** What is wrong with a resource taken by itself, by its schema or by what Istio says of its values. */
export interface Violation {
  readonly path: Path;
  /** What is wrong with the value, and what is allowed, in words that follow the field's path and a colon. */
  readonly message: string;
  /** True for what is accepted and yet does not do what it seems to: a warning, not an error. */
  readonly isWarning?: boolean;
  /**
   * False for what Istio itself does not say: what an API server alone refuses, such as a field that is not there, and
   * warnings of this project's own. Default true.
   */
  readonly isIstios?: boolean;
}

/** Validates one resource. The schemas are a layer of their own, so whoever calls `analyze` brings them along. */
export type Validate = (resource: Resource) => readonly Violation[];

/** What a violation is reported as. */
export function violationType({ isWarning = false, isIstios = true }: Violation) {
  if (isWarning) return isIstios ? SchemaWarning : QuestionableSetting;
  return isIstios ? SchemaValidationError : RefusedByApiServer;
}

/** A violation in a sentence of its own: the field, and what is wrong with it. */
export const violationText = ({ path, message }: Violation): string => inField(path, message);

/** The id that problems of validation have in reports and suppressions: istioctl's analyzer of them. */
export const schemaAnalyzerId = 'schema.ValidationAnalyzer';

/** The analyzer that reports what `validate` finds in any of `resources`; one that is defined again does not count. */
export const schemaAnalyzer = (validate: Validate, resources: readonly Resource[]): Analyzer =>
  defineAnalyzer({
    id: schemaAnalyzerId,
    summary: 'Every resource is what its schema and Istio accept',
    reads: [],
    emits: [SchemaValidationError, SchemaWarning, RefusedByApiServer, QuestionableSetting],
    run(mesh, report) {
      const isReplaced = replacedAmong(mesh.duplicates);
      for (const resource of resources) {
        if (isReplaced(resource)) continue;
        for (const violation of validate(resource)) {
          report(violationType(violation), resource.at(...violation.path), { problem: violationText(violation) });
        }
      }
    },
  });

/** A test whether a later resource of the same name takes a resource's place. Its body may be typed, or as it was read. */
function replacedAmong(duplicates: Mesh['duplicates']): (resource: Resource) => boolean {
  const byDocument = new Map<unknown, Resource[]>();
  for (const { resource } of duplicates) append(byDocument, resource.document, resource);
  return ({ document, options }) => byDocument.get(document)?.some((replaced) => replaced.options === options) ?? false;
}
