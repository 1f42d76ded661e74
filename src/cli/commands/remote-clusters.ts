import { MeshwrightError } from '../../base/errors.ts';
import { formatTable } from '../../output/text/table.ts';
import { visible } from '../../output/text/visible.ts';
import { askEach } from '../../proxy/istiod/connection.ts';
import { jsonOf } from '../../proxy/istiod/debug-port.ts';
import { textAt } from '../../resources/fields.ts';
import { isObject } from '../../resources/json.ts';
import { patienceOf } from '../cluster.ts';
import { defineCommand } from '../command.ts';
import { openControlPlane } from '../control-plane/open-control-plane.ts';
import { structuredText } from '../files/structured-text.ts';
import { choiceOption } from '../flags/options.ts';
import { addReportFlag, addRevisionFlag } from '../flags/xds-flags.ts';
import { noteFailures } from '../proxies/note-failures.ts';

interface Flags {
  readonly revision?: string;
  readonly from?: string;
  readonly output: 'table' | 'json' | 'yaml';
}

export default defineCommand<Flags>({
  setup(command) {
    addRevisionFlag(command);
    addReportFlag(command);
    command.addOption(choiceOption('-o, --output <format>', 'format', ['table', 'json', 'yaml'], 'table'));
    command.addHelpText('after', examples);
  },
  async run(io, flags) {
    const { istiods, close } = await openControlPlane(io, { ...flags, timeout: patienceOf(flags) });
    try {
      const told = await askEach(istiods, async (istiod) => clustersOf(await istiod.debug('clusterz'), istiod.name));
      const clusters = told.answers.flatMap(({ istiod, answer }) =>
        answer.map((one) => ({ ...one, istiod: istiod.name })),
      );
      if (flags.output !== 'table') await io.write(await structuredText(clusters, flags.output));
      else {
        const rows = clusters.map(({ id, secret, status, istiod }) => [id, secret, status, istiod]);
        await io.write(formatTable(['NAME', 'SECRET', 'STATUS', 'ISTIOD'], rows, io.look, { gap: 5 }));
      }
      for (const { id, status, istiod } of clusters) {
        if (status !== 'synced')
          io.note(
            visible(
              `warning: cluster ${id} is ${status || 'in no known state'} for istiod ${istiod}: what it holds may be missing`,
            ),
          );
      }
      return noteFailures(io, told);
    } finally {
      close();
    }
  },
});

const examples = `
Examples:
  # The clusters that each istiod reads, and whether it has read them
  meshwright remote-clusters`;

interface RemoteCluster {
  readonly id: string;
  /** `namespace/name` of the Secret that names it; empty for istiod's own. */
  readonly secret: string;
  /** `synced`, `syncing`, `timeout`, … */
  readonly status: string;
}

function clustersOf(answer: string, istiod: string): RemoteCluster[] {
  const value = jsonOf(answer, istiod);
  if (!Array.isArray(value)) throw new MeshwrightError(`istiod ${istiod} does not tell which clusters it reads`);
  return value
    .filter(isObject)
    .map((one) => ({ id: textAt(one, 'id'), secret: textAt(one, 'secretName'), status: textAt(one, 'syncStatus') }));
}
