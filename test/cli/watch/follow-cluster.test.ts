import { EventEmitter, once } from 'node:events';
import { expect, it } from 'vitest';
import { FollowedCluster } from '../../../src/cli/watch/follow-cluster.ts';
import type { Selection, WatchOptions } from '../../../src/kube/api.ts';
import type { JsonObject } from '../../../src/resources/json.ts';
import { FakeCluster } from '../../support/fake-cluster.ts';

const gateway = (name: string): JsonObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'Gateway',
  metadata: { name, namespace: 'shop' },
});

/** A cluster whose watches end one after the other, as at their deadline; the last goes on until the signal. */
class Ending extends FakeCluster {
  readonly #watches: JsonObject[][];

  constructor(watches: JsonObject[][]) {
    super();
    this.#watches = watches;
  }

  override async until<T>(
    _: Selection,
    ask: (objects: ReadonlyMap<string, JsonObject>) => T | undefined,
    { signal }: WatchOptions = {},
  ): Promise<T | undefined> {
    const answer = ask(new Map(this.#watches.shift()!.map((object, i) => [`${i}`, object])));
    if (this.#watches.length === 0) await once(signal!, 'abort');
    return answer;
  }
}

it('goes on after a watch has reached its deadline', async () => {
  const stop = new AbortController();
  const settings = {
    ...{ analyzers: [{ reads: ['Gateway'] as const }], onlyThese: true, deadline: Number.POSITIVE_INFINITY },
    ...{ namespace: undefined, istioNamespace: 'istio-system', revision: undefined },
  };
  const api = new Ending([[gateway('a')], [gateway('a'), gateway('b')]]);
  const changes = new EventEmitter();
  const cluster = new FollowedCluster(api, settings, () => changes.emit('change'), stop.signal);
  const names = () => cluster.read().resources.map(({ name }) => name);
  const second = new Promise<void>((resolve) => {
    changes.once('change', () => changes.once('change', resolve));
  });
  await cluster.start(() => {});
  await second;
  expect(names()).toEqual(['a', 'b']);
  stop.abort();
});
