import { MeshwrightError, UsageError } from '../../base/errors.ts';
import { didYouMean } from '../../base/nearest.ts';
import { printable } from '../../kube/kube-error.ts';
import { textsAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import type { AskAdmin } from './ask.ts';
import { type LevelChange, parseLevels } from './log-levels.ts';
import { proxyContainer } from './pod-state.ts';

/** The level of each logger of an Envoy, by name, in its order. Rejects as `AskAdmin` does. */
export const readLoggers = async (ask: AskAdmin): Promise<ReadonlyMap<string, string>> =>
  loggersOf(await ask('POST', 'logging'));

/**
 * Sets levels, and gives those of all loggers afterwards. Nothing is set where a logger is unknown.
 *
 * @throws UsageError for a logger that Envoy does not have
 */
export async function setLevels(ask: AskAdmin, { all, loggers }: LevelChange): Promise<ReadonlyMap<string, string>> {
  let now = await readLoggers(ask);
  for (const name of loggers.keys()) {
    if (!now.has(name)) {
      throw new UsageError(`--level: Envoy has no logger "${name}".${didYouMean(name, now.keys())}`);
    }
  }
  if (all !== undefined) now = loggersOf(await ask('POST', `logging?level=${all}`));
  if (loggers.size > 0) {
    const paths = Array.from(loggers, ([name, level]) => `${encodeURIComponent(name)}:${level}`);
    now = loggersOf(await ask('POST', `logging?paths=${paths.join()}`));
  }
  return now;
}

/** Lines `  http: debug` below a heading (Envoy, POST /logging). */
function loggersOf(answer: string): ReadonlyMap<string, string> {
  const loggers = new Map(
    [...answer.matchAll(/^[ \t]+(\S+): (\w+)[ \t\r]*$/gm)].map(([, name, level]) => [name!, level!]),
  );
  if (loggers.size === 0) throw new MeshwrightError(`no answer of Envoy's /logging: ${printable(answer, 300)}`);
  return loggers;
}

/** What Istio's agent starts Envoy with where nothing else is said. */
const usual = 'warning';

/**
 * The levels that the Envoy of a Pod started with, by the flags of Istio's agent: `--proxyLogLevel`, in which single loggers may
 * stand as well, and `--proxyComponentLogLevel`.
 */
export function startLevels(pod: JsonObject): LevelChange {
  const container = proxyContainer(pod);
  const words = [...textsAt(container, 'command'), ...textsAt(container, 'args')];
  const flag = (name: string): string | undefined => {
    const i = words.findLastIndex((word) => word === name || word.startsWith(`${name}=`));
    return i < 0 ? undefined : words[i] === name ? words[i + 1] : words[i]!.slice(name.length + 1);
  };
  const { all, loggers } = parseLevels(flag('--proxyLogLevel') || usual);
  const single = flag('--proxyComponentLogLevel');
  return { all: all ?? usual, loggers: new Map([...loggers, ...(single ? parseLevels(single).loggers : [])]) };
}
