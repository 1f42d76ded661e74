import { MeshwrightError } from '../../../base/errors.ts';
import { ExitCode } from '../../../base/exit-code.ts';
import { visible } from '../../../output/visible.ts';
import { ConfigDump } from '../../../proxy/envoy/config-dump.ts';
import { trustedCertificates } from '../../../proxy/envoy/secret.ts';
import { defineCommand } from '../../command.ts';
import { readTwoFiles } from '../../read-one-file.ts';

export default defineCommand({
  setup(command) {
    command.argument('[dump]', 'config dump of an Envoy, or - for standard input (running proxies are to come)');
    command.argument('[other]', 'another one');
    command.addHelpText('after', examples);
  },
  async run(io, _, files) {
    const [one, other] = (await readTwoFiles(io, files, 'rootca-compare')).map((file) => new ConfigDump(file));
    const trusted = trustedCertificates(one!);
    const known = new Set(trusted.map(({ fingerprint }) => fingerprint));
    const common = trustedCertificates(other!).filter(({ fingerprint }) => known.has(fingerprint));
    const both = visible(`${one!.name} and ${other!.name}`);
    if (common.length === 0) {
      throw new MeshwrightError(
        `${both} trust no root certificate in common: with mutual TLS they cannot talk to each other`,
      );
    }
    await io.write(`${both} trust the same root certificate: they can talk to each other\n`);
    return ExitCode.ok;
  },
});

const examples = `
Exits with 1 when no root certificate is trusted by both.

Examples:
  # Whether two proxies can talk to each other with mutual TLS
  meshwright proxy-config rootca-compare productpage.json reviews.json`;
