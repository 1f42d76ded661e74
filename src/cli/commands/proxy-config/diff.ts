import { ExitCode } from '../../../base/exit-code.ts';
import { proxyDiffRecord } from '../../../output/proxy-diff-record.ts';
import { proxyDiffText } from '../../../output/proxy-diff-text.ts';
import { styleFor } from '../../../output/style.ts';
import { compareDumps } from '../../../proxy/compare/dumps.ts';
import { ConfigDump } from '../../../proxy/envoy/config-dump.ts';
import { wantsColor } from '../../color.ts';
import { defineCommand } from '../../command.ts';
import { booleanOption } from '../../options.ts';
import { addSecretsFlag, type SecretsFlags } from '../../proxy-flags.ts';
import { readTwoFiles } from '../../read-one-file.ts';
import { structuredText } from '../../structured-text.ts';

interface DiffFlags extends SecretsFlags {
  readonly color?: boolean;
}

export default defineCommand<DiffFlags>({
  setup(command) {
    command.argument('[before]', 'config dump of an Envoy, or - for standard input (running proxies are to come)');
    command.argument('[after]', 'another one, or istiod’s of the same proxy');
    addSecretsFlag(command);
    booleanOption(command, '--color', 'write with colour (default: on a terminal)');
    command.addHelpText('after', examples);
  },
  async run(io, { output = 'short', showSecrets = false, color }, files) {
    const [one, other] = await readTwoFiles(io, files, 'proxy-config diff');
    const [before, after] = [new ConfigDump(one, { showSecrets }), new ConfigDump(other, { showSecrets })];
    const diff = compareDumps(before, after);
    const sides = { before: before.name, after: after.name };
    if (output === 'short') await io.write(proxyDiffText(diff, sides, await styleFor(wantsColor(io, color))));
    else await io.write(await structuredText(proxyDiffRecord(diff, sides), output));
    const [first, ...others] = diff.passedOver;
    if (first !== undefined) io.note(`note: only one dump tells of ${[first, ...others].join(', ')}: not compared`);
    const isSame = diff.onlyBefore.length + diff.onlyAfter.length + diff.changed.length === 0;
    return isSame ? ExitCode.ok : ExitCode.findings;
  },
});

const examples = `
Exits with 79 when the dumps differ. Resources belong together by kind and name.
Versions and times are passed over, and order where it means nothing to Envoy.

Examples:
  # What became of a proxy
  meshwright proxy-config diff monday.json tuesday.json

  # Whether a proxy has what istiod wants it to have
  curl -s 'localhost:8080/debug/config_dump?proxyID=cart-1.shop&include_eds' \\
    > wanted.json
  meshwright pc diff wanted.json dump.json`;
