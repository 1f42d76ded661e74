import { MeshwrightError } from '../../base/errors.ts';
import type { CallOptions, KubeApi } from '../../kube/api.ts';
import { printable } from '../../kube/kube-error.ts';
import { podRequest } from '../../kube/pod-http.ts';
import { type Build, parseBuild } from './build.ts';
import type { IstiodConnection } from './connection.ts';
import { type IstiodPod, imageVersion } from './find-istiods.ts';
import { readSyncz } from './proxy-status.ts';

/**
 * An istiod's debug endpoints, by its monitoring port, which is forwarded: istiod takes that for a call from its own Pod, and
 * wants no token.
 */
export function debugPort(api: KubeApi, istiod: IstiodPod, options: CallOptions = {}): IstiodConnection {
  const { name, revision, monitoringPort } = istiod;
  const get = async (path: string): Promise<{ readonly status: number; readonly text: string }> => {
    const answer = await podRequest(api, istiod, monitoringPort, { path }, options);
    return { status: answer.status, text: await answer.text() };
  };
  const successful = async (path: string, others: readonly number[] = []): Promise<string> => {
    const { status, text } = await get(path);
    if ((status >= 200 && status < 300) || others.includes(status)) return text;
    const said = printable(text, 300);
    throw new MeshwrightError(
      `istiod ${name} answers ${path} with status ${status}${said && `: ${said}`}${hint(status)}`,
    );
  };
  return {
    name,
    revision,
    imageVersion: imageVersion(istiod),
    // What istiod says of a question that it does not know, or of a proxy that it does not have, is an answer by xDS.
    debug: (question) => successful(`/debug/${question}`, [400, 404]),
    proxies: async () => readSyncz(jsonOf(await successful('/debug/syncz'), name)),
    build: async (): Promise<Build> => parseBuild(await successful('/version')),
  };
}

const hint = (status: number): string =>
  status === 404
    ? '. Where its debug endpoints are closed (ENABLE_DEBUG_ON_HTTP=false), --xds-port 15012 asks by xDS'
    : '';

/** The JSON of an istiod's answer. Throws MeshwrightError for what is none. */
export function jsonOf(text: string, istiod: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new MeshwrightError(`the answer of istiod ${istiod} is not JSON: ${printable(text, 300)}`);
  }
}
