import { textAt, textsAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';

/**
 * The name of the service that is a workload's or service's waypoint: None where there is none, NA where the dump does not
 * hold it.
 *
 * @param waypoint where it is: `namespace/hostname` or `network/address`
 */
export function waypointName(waypoint: JsonObject | undefined, services: readonly JsonObject[]): string {
  if (waypoint === undefined) return 'None';
  const destination = textAt(waypoint, 'destination');
  const service = services.find(
    (one) =>
      `${textAt(one, 'namespace')}/${textAt(one, 'hostname')}` === destination ||
      textsAt(one, 'vips').includes(destination),
  );
  return service === undefined ? 'NA' : textAt(service, 'name');
}
