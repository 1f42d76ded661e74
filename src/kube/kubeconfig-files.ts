import { existsSync, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

/** What decides where kubeconfig files are looked for. */
export interface Surroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The kubeconfig files that kubectl would read: the one named; else those of KUBECONFIG that are there; else
 * ~/.kube/config, if it is there. Empty files count as none.
 *
 * @param named what --kubeconfig says; it may not exist
 */
export function kubeconfigFiles({ cwd, env }: Surroundings, named?: string): string[] {
  if (named !== undefined && named !== '') return [resolve(cwd, named)];
  const home = env.HOME || env.USERPROFILE;
  const usual = home ? [join(home, '.kube', 'config')] : [];
  const candidates = env.KUBECONFIG ? env.KUBECONFIG.split(delimiter).filter((path) => path !== '') : usual;
  return candidates
    .map((path) => resolve(cwd, path))
    .filter((path) => {
      const stats = statSync(path, { throwIfNoEntry: false });
      return stats?.isFile() && stats.size > 0;
    });
}

/** Where every Pod finds what its service account is (Kubernetes, Accessing the Kubernetes API from a Pod). */
export const serviceAccount = '/var/run/secrets/kubernetes.io/serviceaccount';

/** True in a Pod that is given a service account. */
export const isInCluster = ({ env }: Surroundings): boolean =>
  Boolean(env.KUBERNETES_SERVICE_HOST && env.KUBERNETES_SERVICE_PORT) && existsSync(`${serviceAccount}/token`);

/** True when there is a kubeconfig, or this is a Pod: a command that need not have a cluster looks here first. */
export const mayHaveCluster = (surroundings: Surroundings, kubeconfig: string | undefined): boolean =>
  kubeconfigFiles(surroundings, kubeconfig).length > 0 || isInCluster(surroundings);
