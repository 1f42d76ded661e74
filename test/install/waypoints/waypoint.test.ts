import { describe, expect, it } from 'vitest';
import { isWaypoint, readWaypoint, waypointGateway } from '../../../src/install/waypoints/waypoint.ts';
import type { JsonObject } from '../../../src/resources/json.ts';

describe('the Gateway of a waypoint', () => {
  const spec = { gatewayClassName: 'istio-waypoint', listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE' }] };
  it.each<[Parameters<typeof waypointGateway>[0], JsonObject]>([
    [{ name: 'waypoint' }, { name: 'waypoint' }],
    [
      { name: 'a', namespace: 'shop' },
      { name: 'a', namespace: 'shop' },
    ],
    [
      { name: 'a', trafficType: 'all', revision: 'canary' },
      { name: 'a', labels: { 'istio.io/rev': 'canary', 'istio.io/waypoint-for': 'all' } },
    ],
  ])('of %j', (request, metadata) => {
    const gateway = waypointGateway(request);
    expect(gateway).toEqual({ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata, spec });
    expect(isWaypoint(gateway)).toBe(true);
  });

  it.each([
    [{ name: 'none' }, 'cannot be called none'],
    [{ name: 'A' }, '"A" cannot name a waypoint'],
    [{ name: 'a.b' }, '"a.b" cannot name a waypoint'],
    [
      { name: 'a', trafficType: 'servce' },
      '--for takes all, none, service or workload, not "servce". Did you mean "service"?',
    ],
  ])('cannot be of %j', (request, message) => {
    expect(() => waypointGateway(request)).toThrow(message);
  });
});

describe('a waypoint of a cluster', () => {
  const gateway = (labels: JsonObject, conditions?: JsonObject[], generation = 1): JsonObject => ({
    metadata: { name: 'w', namespace: 'shop', labels, generation },
    ...(conditions && { status: { conditions } }),
  });
  const programmed = (status: string, observedGeneration?: number): JsonObject => ({
    type: 'Programmed',
    status,
    ...(observedGeneration !== undefined && { observedGeneration }),
  });

  it.each<[string, JsonObject, JsonObject | undefined, string]>([
    ['its label', { 'istio.io/waypoint-for': 'all' }, { 'istio.io/waypoint-for': 'workload' }, 'all'],
    ['its class’s', {}, { 'istio.io/waypoint-for': 'workload' }, 'workload'],
    ['Istio’s default', {}, {}, 'service'],
    ['that where the class is not known', {}, undefined, 'service'],
  ])('serves what is %s', (_, labels, classLabels, expected) => {
    const gatewayClass = classLabels && { metadata: { labels: classLabels } };
    expect(readWaypoint(gateway(labels), gatewayClass).trafficType).toBe(expected);
  });

  it.each<[string, JsonObject[] | undefined, string]>([
    ['nothing is said', undefined, 'False'],
    ['another condition', [{ type: 'Accepted', status: 'True' }], 'False'],
    ['it is', [programmed('True', 2)], 'True'],
    ['it is, of whichever generation', [programmed('True')], 'True'],
    ['it was, before a change', [programmed('True', 1)], 'Unknown'],
    ['it is not', [programmed('False', 2)], 'False'],
  ])('is programmed where %s', (_, conditions, expected) => {
    expect(readWaypoint(gateway({}, conditions, 2))).toMatchObject({ programmed: expected, revision: 'default' });
  });
});
