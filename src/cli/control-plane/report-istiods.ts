import { InputError, MeshwrightError } from '../../base/errors.ts';
import type { IstiodConnection } from '../../proxy/istiod/connection.ts';
import { jsonOf } from '../../proxy/istiod/debug-port.ts';
import { readSyncz } from '../../proxy/istiod/proxy-status.ts';
import { reportPaths } from '../../resources/archive/report-layout.ts';
import type { Io } from '../io.ts';
import { readReport } from '../proxies/read-report.ts';

/** What an istiod answered when a report was made: `istio/istio-system/istiod-1/debug/syncz`. */
const debugPath = /^istio\/([^/]+)\/([^/]+)\/debug\/([^/]+)$/;

/**
 * The istiods of a bug report, by name: they answer what they were asked when it was made.
 *
 * @throws InputError where it is no report, or holds no istiod
 */
export async function reportIstiods(io: Io, path: string): Promise<IstiodConnection[]> {
  const report = await readReport(io, path, (inner) => debugPath.test(inner));
  const pods = new Map<string, string>();
  for (const inner of report.paths) {
    const [, namespace = '', name = ''] = debugPath.exec(inner)!;
    pods.set(name, namespace);
  }
  if (pods.size === 0) throw new InputError(`${path} holds no answers of an istiod: no istio/<namespace>/<pod>/debug/`);
  return Array.from(pods, ([name, namespace]) => {
    const debug = async (question: string): Promise<string> => {
      const file = reportPaths.istiod(namespace, name, `debug/${question}`);
      if (report.paths.includes(file)) return report.text(file).text;
      throw new MeshwrightError(`${path} does not hold what istiod ${name} says of ${question}: ask a running one`);
    };
    return {
      name,
      revision: undefined,
      imageVersion: undefined,
      debug,
      proxies: async () => readSyncz(jsonOf(await debug('syncz'), name)),
      build: async () => {
        throw new MeshwrightError(`${path} holds no version of istiod ${name}`);
      },
    };
  }).sort((a, b) => (a.name < b.name ? -1 : 1));
}
