import { UsageError } from '../../../base/errors.ts';
import { visible } from '../../../output/text/visible.ts';
import { parseLevels } from '../../../proxy/admin/log-levels.ts';
import { podLabel } from '../../../proxy/admin/pod-state.ts';
import { ztunnelLevels } from '../../../proxy/admin/ztunnel-log.ts';
import { openCluster } from '../../cluster.ts';
import { defineCommand } from '../../command.ts';
import { booleanOption, choiceOption } from '../../flags/options.ts';
import { addAdminPort, addPods, proxyFormats } from '../../flags/proxy-flags.ts';
import { addNode, type ZtunnelFlags, ztunnelPods } from '../../flags/ztunnel-flags.ts';
import { objectText } from '../../proxies/resource-texts.ts';
import { showProxies } from '../../proxies/show-proxies.ts';
import { checkChoice } from '../../proxies/show-ztunnels.ts';

interface LogFlags extends ZtunnelFlags {
  readonly level?: string;
  readonly reset?: boolean;
}

export default defineCommand<LogFlags>({
  setup(command) {
    addPods(command, { ...ztunnelPods, pod: '[type/]name[.namespace] of a ztunnel (default: all ztunnels)' });
    command.addOption(choiceOption('-o, --output <format>', 'format', proxyFormats, 'short'));
    addNode(command);
    addAdminPort(command);
    command.option('-f, --file <path>', 'refused: a dump in a file holds no log levels');
    command.option('--level <levels>', 'levels to set: level, or module:level, with commas between them');
    booleanOption(command, '-r, --reset', 'set all levels to those that the ztunnel started with');
    command.addHelpText('after', examples);
  },
  async run(io, flags, args) {
    const { output, level, reset = false, file } = flags;
    if (file !== undefined) {
      throw new UsageError(
        '--file: a dump holds no log levels, so a running ztunnel has to be asked: leave the flag out',
      );
    }
    if (reset && level !== undefined) throw new UsageError('--reset sets all levels, so there is nothing for --level');
    checkChoice(flags, args);
    const change = { reset, levels: level === undefined ? undefined : parseLevels(level, { withScopes: true }) };
    const [{ adminOf }, { findZtunnels }] = await Promise.all([
      import('../../proxies/live-proxies.ts'),
      import('../../proxies/live-ztunnels.ts'),
    ]);
    const api = await openCluster(io, flags);
    try {
      const pods = await findZtunnels(api, flags, args);
      const sources = pods.map((pod) => ({ name: podLabel(pod), isLive: true, pod }));
      return await showProxies(io, { sources, areMany: true }, output, async ({ pod }) => {
        const levels = await ztunnelLevels(adminOf(api, pod, flags), change);
        return { text: output === 'short' ? `${visible(levels)}\n` : objectText(output, { levels }) };
      });
    } finally {
      api.close();
    }
  },
});

const examples = `
Levels are trace, debug, info, warning, error and off; modules are ztunnel's own,
such as access and ztunnel::proxy.

Examples:
  # What all ztunnels log
  meshwright ztunnel-config log

  # The ztunnel of a node logs no access, and then what it did before
  meshwright zc log --node worker-1 --level access:off
  meshwright zc log --node worker-1 --reset`;
