import type { Json } from '../resources/json.ts';
import type { CallOptions, KubeApi, RawRequest } from './api.ts';
import { KubeError } from './kube-error.ts';

/** The JSON that a path of the API server answers with. Rejects with KubeError, also where it is none. */
export async function rawJson(api: Pick<KubeApi, 'raw'>, request: RawRequest, options?: CallOptions): Promise<Json> {
  const text = await api.raw(request, options);
  try {
    return JSON.parse(text) as Json;
  } catch (cause) {
    throw new KubeError(`cannot make sense of ${request.path.replace(/\?.*/, '')}: the answer is not JSON`, { cause });
  }
}
