import { describe, expect, it } from 'vitest';
import { InterruptedError } from '../../../src/base/errors.ts';
import { deleteWaypoints } from '../../../src/install/waypoints/delete-waypoints.ts';
import { KubeError } from '../../../src/kube/kube-error.ts';
import { FakeCluster } from '../../support/fake-cluster.ts';

const waypoint = (name: string) => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name, namespace: 'shop' },
  spec: { gatewayClassName: 'istio-waypoint' },
});

/** A cluster that does not delete these. */
function clusterWith(refused: Readonly<Record<string, Error>>): FakeCluster {
  const cluster = new FakeCluster(['a', 'b', 'c'].map(waypoint));
  cluster.refuse = (what) => refused[what.replace('Gateway ', '')];
  return cluster;
}

const cannot = (name: string) =>
  new KubeError(`cannot delete gateway shop/${name}: it is watched over`, { status: 422 });

describe('deleting waypoints', () => {
  it('says which were deleted', async () => {
    const cluster = clusterWith({});
    expect(await deleteWaypoints(cluster, { namespace: 'shop', names: ['c', 'a', 'x'] })).toEqual({
      deleted: ['a', 'c'],
      absent: ['x'],
    });
    expect(cluster.objects.size).toBe(1);
  });

  it.each([
    [{ b: cannot('b') }, 'cannot delete gateway shop/b: it is watched over\nDeleted all the same: shop/a, shop/c'],
    [
      { a: cannot('a'), b: cannot('b') },
      'some waypoints could not be deleted:\n  cannot delete gateway shop/a: it is watched over\n  cannot delete gateway shop/b: it is watched over\nDeleted all the same: shop/c',
    ],
    [{ a: cannot('a'), b: new InterruptedError() }, 'interrupted'],
  ])('says so where others are not, %#', async (refused, message) => {
    await expect(deleteWaypoints(clusterWith(refused), { namespace: 'shop' })).rejects.toThrow(
      expect.objectContaining({ message }),
    );
  });

  it('gives the error of a single one as it is', async () => {
    const error = cannot('b');
    await expect(deleteWaypoints(clusterWith({ b: error }), { namespace: 'shop', names: ['b'] })).rejects.toBe(error);
  });
});
