import { textAt } from '../resources/fields.ts';
import type { Json, JsonObject } from '../resources/json.ts';

const label = 'istio.io/deactivated';
const value = 'never-match';

/** Labels that nothing has, by which a webhook is switched off; istioctl (istioctl/pkg/tag) does it so, and tells by them that it is. */
export const neverSelector: JsonObject = { matchLabels: { [label]: value } };

/** True for the selector of a webhook that was switched off. */
export const isNeverSelector = (selector: Json | undefined): boolean =>
  textAt(selector, 'matchLabels', label) === value;
