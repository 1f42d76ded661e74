import { StringDecoder } from 'node:string_decoder';
import type { KubeApi, LogSelection } from '../kube/api.ts';
import { KubeError } from '../kube/kube-error.ts';
import type { ReportItem } from './item.ts';
import { LogText } from './log-text.ts';
import type { ReportPod } from './pods.ts';
import type { LogSettings } from './settings.ts';

/** The log of a Pod's container, and behind it that of the one before, where it was started again. */
export function logItem(api: KubeApi, pod: ReportPod, path: string, settings: LogSettings): ReportItem {
  const { namespace, name, container, restarts } = pod;
  const { from, to, tail } = settings;
  const selection: LogSelection = {
    container,
    ...(tail !== undefined && { tailLines: tail }),
    ...(from !== undefined && { sinceTime: new Date(from).toISOString() }),
    // When a line was written is known of all of them, whatever the program writes itself.
    ...(to !== undefined && { timestamps: true }),
  };
  let importance = 0;
  return {
    path,
    what: `log of container ${container} of Pod ${namespace}/${name}`,
    keeps: 'end',
    silence: 30_000,
    importanceNow: () => importance,
    async *read(options, tell) {
      importance = 0;
      const parts = restarts > 0 ? [true, false] : [false];
      for (const previous of parts) {
        const log = new LogText(settings);
        const decoder = new StringDecoder('utf8');
        if (restarts > 0) yield previous ? `${heading('before the last restart')}\n` : `\n${heading('now')}\n`;
        try {
          for await (const bytes of api.logs(pod, { ...selection, previous }, options))
            yield log.push(decoder.write(bytes));
          yield log.push(decoder.end()) + log.end();
        } catch (error) {
          if (!previous || !(error instanceof KubeError)) throw error;
          tell(`of the container before: ${error.message}`);
        }
        importance += log.importance;
      }
    },
  };
}

const heading = (when: string): string => `========= ${when} =========`;
