import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KubeApi } from '../../src/kube/api.ts';
import { type ClientOptions, openCluster } from '../../src/kube/client.ts';
import { findConnection } from '../../src/kube/connection.ts';
import type { ApiServer } from './api-server.ts';

/** The server as the program sees it, for one of its users. */
export function open(server: Pick<ApiServer, 'kubeconfig'>, user?: string, options?: ClientOptions): KubeApi {
  const folder = mkdtempSync(join(tmpdir(), 'meshwright-kubeconfig-'));
  try {
    const kubeconfig = join(folder, 'config');
    writeFileSync(kubeconfig, server.kubeconfig(user));
    const surroundings = { cwd: folder, env: {} };
    return openCluster(findConnection(surroundings, { kubeconfig }), surroundings, options);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
