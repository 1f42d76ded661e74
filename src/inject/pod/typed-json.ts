import { writeJson } from '../../render/functions/formats/json-writer.ts';
import type { Json } from '../../resources/json.ts';
import { goValue } from './go-value.ts';
import type { PodType } from './pod-types.ts';

/**
 * JSON as Go's json.Marshal writes a value that it has read as `type`: fields in Go's order, empty ones left out (but
 * `resources`, which is always there), unknown ones gone, quantities in canonical form.
 */
export const typedJson = (value: Json, type: PodType): string => writeJson(goValue(value, type));
