import { MeshwrightError } from '../../base/errors.ts';
import { textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import { removeObjects } from '../remove-objects.ts';
import type { ComponentContext } from './apply-component.ts';
import { identityOf } from './object-reference.ts';
import { isOwnedBy, type Owner, ownerLabel } from './owner.ts';
import { isDefinition, isNamespace } from './stages.ts';

/**
 * What an owner has at its revision and no longer wants. Definitions stay, as all resources of their kind would go with them,
 * and what is marked to stay, such as the webhooks of tags.
 */
export function unwanted(present: readonly JsonObject[], wanted: readonly JsonObject[], owner: Owner): JsonObject[] {
  const kept = new Set(wanted.map(identityOf));
  return present.filter(
    (object) =>
      isOwnedBy(object, owner) &&
      !kept.has(identityOf(object)) &&
      !isDefinition(object) &&
      !isNamespace(object) &&
      textAt(object, 'metadata', 'labels', ownerLabel.notPruned) !== 'true',
  );
}

/** Removes what is unwanted; gives what went wrong. */
export async function prune(
  { api, wanted, record, dryRun, signal }: ComponentContext,
  present: readonly JsonObject[],
  owner: Owner,
): Promise<string[]> {
  const objects = unwanted(present, wanted, owner);
  const componentOf = new Map(objects.map((object) => [identityOf(object), component(object)]));
  for (const object of objects) record.expect(componentOf.get(identityOf(object))!, [object]);
  try {
    // They are not waited for: nothing else needs them to be gone.
    await removeObjects(api, objects, { dryRun, timeout: 0, signal }, (event, object) => {
      if (event.action === 'deleting') return;
      const action = event.action === 'failed' ? 'failed' : 'pruned';
      record.object(componentOf.get(identityOf(object))!, object, { action, message: event.message, before: object });
    });
    return [];
  } catch (error) {
    if (!(error instanceof MeshwrightError)) throw error;
    return [error.message];
  }
}

/** As in `spec.components`: `pilot` for what is labelled `Pilot`. */
function component(object: JsonObject): string {
  const label = textAt(object, 'metadata', 'labels', ownerLabel.component);
  return label.charAt(0).toLowerCase() + label.slice(1);
}
