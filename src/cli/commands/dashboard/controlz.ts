import { defineCommand } from '../../command.ts';
import { addIstiodChoice, findIstiod, type IstiodFlags, istiodExamples } from '../../dashboards/istiod-dashboard.ts';
import { showDashboard } from '../../dashboards/show-dashboard.ts';
import type { DashboardFlags } from '../../flags/dashboard-flags.ts';
import { portOption } from '../../flags/options.ts';

interface ControlzFlags extends DashboardFlags, IstiodFlags {
  readonly ctrlz_port: number;
}

export default defineCommand<ControlzFlags>({
  setup(command) {
    addIstiodChoice(command);
    command.addOption(portOption('--ctrlz_port <port>', 'port of ControlZ in the pod', 9876));
    command.addHelpText('after', istiodExamples('controlz', 'ControlZ, istiod’s page about itself'));
  },
  async run(io, flags, args) {
    const find = findIstiod(flags, args);
    return showDashboard(io, flags, {
      path: '',
      find: async (api, options) => ({ pod: await find(api, options), port: flags.ctrlz_port }),
    });
  },
});
