import { textAt } from './fields.ts';
import type { JsonObject } from './json.ts';

/** Where istiod and the CNI's agents tell of themselves, unless an annotation names another port (istio.io, Ports used by Istio). */
const usualPort = 15014;
const annotation = 'prometheus.io/port';

/** The port at which a Pod of the control plane tells of itself. */
export const monitoringPortOf = (pod: JsonObject): number =>
  Number(textAt(pod, 'metadata', 'annotations', annotation)) || usualPort;
