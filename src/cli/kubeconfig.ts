import { statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Io } from './io.ts';

/** The kubeconfig file that kubectl would read, or undefined where there is none (an empty file is none). */
export function kubeconfigFile({ env }: Pick<Io, 'env'>, flag?: string): string | undefined {
  const usual = env.HOME ? [join(env.HOME, '.kube/config')] : [];
  const candidates = flag !== undefined ? [flag] : env.KUBECONFIG ? env.KUBECONFIG.split(delimiter) : usual;
  return candidates.find((path) => {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats?.isFile() && stats.size > 0;
  });
}
