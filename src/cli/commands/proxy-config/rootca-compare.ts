import { MeshwrightError } from '../../../base/errors.ts';
import { ExitCode } from '../../../base/exit-code.ts';
import { visible } from '../../../output/text/visible.ts';
import { trustedCertificates } from '../../../proxy/envoy/secret.ts';
import { defineCommand } from '../../command.ts';
import { structuredText } from '../../files/structured-text.ts';
import { addFrom, type ProxyFlags } from '../../flags/proxy-flags.ts';
import { openDump } from '../../proxies/show-dumps.ts';
import { showOne } from '../../proxies/show-proxies.ts';
import { withTwoProxies } from '../../proxies/two-proxies.ts';

export default defineCommand<ProxyFlags>({
  setup(command) {
    command.argument('[pod]', '[type/]name[.namespace], or a file with the config dump of an Envoy, or -');
    command.argument('[other]', 'another one');
    addFrom(command);
    command.addHelpText('after', examples);
  },
  run: (io, flags, args) =>
    withTwoProxies(io, flags, args, 'rootca-compare', async (two) => {
      const [trusted, others] = await Promise.all(
        two.map((one) => showOne(one, async () => trustedCertificates(await openDump(one, 'secrets', {})))),
      );
      const [name, other] = two.map((one) => (one.name === '-' ? 'stdin' : one.name));
      const known = new Set(trusted!.map(({ fingerprint }) => fingerprint));
      const common = others!.some(({ fingerprint }) => known.has(fingerprint));
      const { output = 'short' } = flags;
      if (output !== 'short') {
        await io.write(await structuredText({ proxies: [name, other], trustTheSame: common }, output));
        return common ? ExitCode.ok : ExitCode.failed;
      }
      const both = visible(`${name} and ${other}`);
      if (!common) {
        throw new MeshwrightError(
          `${both} trust no root certificate in common: with mutual TLS they cannot talk to each other`,
        );
      }
      await io.write(`${both} trust the same root certificate: they can talk to each other\n`);
      return ExitCode.ok;
    }),
});

const examples = `
Exits with 1 when no root certificate is trusted by both.

Examples:
  # Whether two proxies can talk to each other with mutual TLS
  meshwright proxy-config rootca-compare productpage-v1-6b8f.shop deploy/reviews

  # A running one and one that was saved
  meshwright pc rc deploy/reviews.shop productpage.json`;
