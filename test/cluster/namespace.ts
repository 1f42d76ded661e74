import type { JsonObject } from '../../src/resources/json.ts';

/** A Namespace with labels. */
export const namespace = (name: string, labels: JsonObject = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});
