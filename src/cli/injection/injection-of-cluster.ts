import { join } from 'node:path';
import { MeshwrightError } from '../../base/errors.ts';
import { type Captured, injectionFrom } from '../../inject/injection-settings.ts';
import { settingsOfWebhook } from '../../inject/webhook-injector.ts';
import { injectionWebhook, serviceNamespace } from '../../install/tags/revisions.ts';
import type { CallOptions, KubeApi } from '../../kube/api.ts';
import { openWebhook } from '../../kube/webhook-call.ts';
import { isObject } from '../../resources/json.ts';
import { openCluster } from '../cluster.ts';
import { readOneFile } from '../files/read-one-file.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import type { InjectionFlags, ReadInjection } from '../flags/injection-flags.ts';
import { asksIstiod } from '../flags/live-flags.ts';
import type { Io } from '../io.ts';
import {
  findLiveInjector,
  type LiveInjectionRequest,
  type LiveInjector,
  NoConfigMap,
  readLiveInjection,
} from './live-injection.ts';

type Flags = InjectionFlags & GlobalOptions;

/**
 * What a cluster injects: by its ConfigMaps; or by istiod itself, where the flags say how it is reached, and where the ConfigMaps
 * are in another cluster.
 *
 * @param given texts that files hold
 * @throws MeshwrightError and KubeError naming what is missing
 */
export async function injectionOfCluster(
  io: Io,
  flags: Flags,
  given: Pick<Captured, 'config' | 'values' | 'mesh'>,
): Promise<ReadInjection> {
  const { istioNamespace, revision, webhookConfig, injectConfigMapName, meshConfigMapName, timeout } = flags;
  const { namespace } = flags;
  const request = { namespace, istioNamespace, revision, webhookConfig, injectConfigMapName, meshConfigMapName, given };
  const api = await openCluster(io, flags, timeout);
  const limits = { signal: io.interruption() };
  let isKept = false;
  try {
    const injector = await findLiveInjector(api, request, limits);
    if (!asksIstiod(flags)) {
      try {
        const captured = await readLiveInjection(io, api, injector, request, limits);
        return await injectionFrom({ ...captured, tags: [...injector.tags, ...(flags.tag ?? [])] }, nothingToRender);
      } catch (error) {
        if (!(error instanceof NoConfigMap) || !mayAskIstiod(request, injector)) throw error;
        io.note(`note: istiod itself is asked to inject: its ConfigMaps are not in namespace ${istioNamespace}`);
      }
    }
    const injection = await byIstiod(io, api, injector, flags, limits);
    isKept = true;
    return injection;
  } finally {
    if (!isKept) api.close();
  }
}

/** False where ConfigMaps are wanted by their names, with files beside them, or of another control plane. */
const mayAskIstiod = (
  { istioNamespace, injectConfigMapName, meshConfigMapName, given }: LiveInjectionRequest,
  { webhook }: LiveInjector,
): boolean =>
  webhook !== undefined &&
  ['', istioNamespace].includes(serviceNamespace(webhook)) &&
  [injectConfigMapName, meshConfigMapName, ...Object.values(given)].every((one) => !one);

const nothingToRender = (): never => {
  throw new Error('a cluster gives all texts');
};

async function byIstiod(
  io: Io,
  api: KubeApi,
  { webhook, revision, tags }: LiveInjector,
  flags: Flags,
  limits: CallOptions,
): Promise<ReadInjection> {
  const config = webhook && injectionWebhook(webhook)?.clientConfig;
  if (!isObject(config)) {
    throw new MeshwrightError(
      'webhooks may not be listed, so it is not known how istiod is asked: that takes list on mutatingwebhookconfigurations',
    );
  }
  const { xdsAddress, xdsLabel: selector, authority: serverName, insecure: isInsecure, certDir } = flags;
  const opened = await openWebhook(
    api,
    config,
    {
      host: xdsAddress?.replace(/:\d+$/, ''),
      selector,
      serverName,
      isInsecure,
      certificates: certDir ? await certificatesIn(io, certDir) : undefined,
    },
    limits,
  );
  const close = () => {
    opened.close();
    api.close();
  };
  return {
    settings: settingsOfWebhook(revision),
    tags: new Set([...tags, ...(flags.tag ?? [])]),
    istiod: { ask: (review) => opened.call(review), namespace: flags.namespace || api.namespace, close },
  };
}

async function certificatesIn(io: Io, folder: string) {
  const read = async (name: string) => (await readOneFile(io, join(folder, name))).text;
  const [cert, key, ca] = await Promise.all([read('cert-chain.pem'), read('key.pem'), read('root-cert.pem')]);
  return { cert, key, ca };
}
