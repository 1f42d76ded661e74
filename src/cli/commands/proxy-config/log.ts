import { UsageError } from '../../../base/errors.ts';
import { loggersText } from '../../../output/proxy/log-levels.ts';
import { readLoggers, setLevels, startLevels } from '../../../proxy/admin/envoy-log.ts';
import { parseLevels } from '../../../proxy/admin/log-levels.ts';
import { podLabel } from '../../../proxy/admin/pod-state.ts';
import { defineCommand } from '../../command.ts';
import { booleanOption } from '../../flags/options.ts';
import { addPods, type ProxyFlags } from '../../flags/proxy-flags.ts';
import { objectText } from '../../proxies/resource-texts.ts';
import { showProxies } from '../../proxies/show-proxies.ts';

interface LogFlags extends ProxyFlags {
  readonly level?: string;
  readonly reset?: boolean;
}

export default defineCommand<LogFlags>({
  setup(command) {
    addPods(command);
    command.option('--level <levels>', 'levels to set: level, or logger:level, with commas between them');
    booleanOption(command, '-r, --reset', 'set all levels to those that the proxy started with');
    command.addHelpText('after', examples);
  },
  async run(io, flags, args) {
    const { output = 'short', level, reset = false } = flags;
    if (reset && level !== undefined) throw new UsageError('--reset sets all levels, so there is nothing for --level');
    const change = level === undefined ? undefined : parseLevels(level);
    const { adminOf, withPods } = await import('../../proxies/live-proxies.ts');
    return withPods(io, flags, args, (api, pods) => {
      const sources = pods.map((pod) => ({ name: podLabel(pod), isLive: true, pod }));
      return showProxies(io, { sources, areMany: true }, output, async ({ pod }) => {
        const ask = adminOf(api, pod, flags);
        const wanted = reset ? startLevels(pod) : change;
        const loggers = wanted === undefined ? await readLoggers(ask) : await setLevels(ask, wanted);
        return { text: output === 'short' ? loggersText(loggers) : objectText(output, Object.fromEntries(loggers)) };
      });
    });
  },
});

const examples = `
Of a deployment or service, all pods are asked. Loggers are those of Envoy; levels
trace, debug, info, warning, error, critical and off. --reset goes by the pod's own
settings, and by warning where it has none.

Examples:
  # The levels of a proxy
  meshwright proxy-config log cart-7d9f.shop

  # All of a deployment's proxies tell more of HTTP, and then as much as before
  meshwright pc log deployment/cart.shop --level http:debug,router:debug
  meshwright pc log deployment/cart.shop --reset`;
