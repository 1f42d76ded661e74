import { defineCommand } from '../../command.ts';
import { addIstiodChoice, findIstiod, type IstiodFlags, istiodExamples } from '../../dashboards/istiod-dashboard.ts';
import { showDashboard } from '../../dashboards/show-dashboard.ts';
import type { DashboardFlags } from '../../flags/dashboard-flags.ts';

export default defineCommand<DashboardFlags & IstiodFlags>({
  setup(command) {
    addIstiodChoice(command);
    command.addHelpText('after', istiodExamples('istiod-debug', 'istiod’s list of what can be asked of it'));
  },
  async run(io, flags, args) {
    const find = findIstiod(flags, args);
    return showDashboard(io, flags, {
      path: '/debug',
      find: async (api, options) => {
        const pod = await find(api, options);
        return { pod, port: pod.monitoringPort };
      },
    });
  },
});
