import { InputError, UsageError } from '../../../../../base/errors.ts';
import { ExitCode } from '../../../../../base/exit-code.ts';
import { listed } from '../../../../../base/listed.ts';
import { workloadGroup } from '../../../../../install/workload/workload-group.ts';
import { formatJson } from '../../../../../output/findings/findings-json.ts';
import { manifestYaml } from '../../../../../output/install/manifest-yaml.ts';
import { inField } from '../../../../../resources/json.ts';
import { toResources } from '../../../../../resources/to-resources.ts';
import { istioValidatorFor } from '../../../../../schema/istio-validation.ts';
import { defineCommand } from '../../../../command.ts';
import { keyValues } from '../../../../flags/key-values.ts';
import { choiceOption, repeatable, wholeNumberOption } from '../../../../flags/options.ts';

interface Flags {
  readonly annotations?: readonly string[];
  readonly labels?: readonly string[];
  readonly locality?: string;
  readonly name?: string;
  readonly network?: string;
  readonly output: 'yaml' | 'json';
  readonly ports?: readonly string[];
  readonly serviceAccount: string;
  readonly weight: number;
}

export default defineCommand<Flags>({
  setup(command) {
    command
      .option('--name <name>', 'name of the group')
      .addOption(repeatable('-l, --labels <key=value,...>', "labels of the group's machines (repeatable)"))
      .addOption(repeatable('-a, --annotations <key=value,...>', "annotations of the group's machines (repeatable)"))
      .addOption(repeatable('-p, --ports <name=port,...>', 'ports that the machines serve (repeatable)'))
      .option('-s, --serviceAccount <name>', 'ServiceAccount whose identity the machines have', 'default')
      .option('--network <name>', 'network that the machines are in')
      .option('--locality <region/zone/subzone>', 'where the machines are')
      .addOption(wholeNumberOption('-w, --weight <number>', 'share of the traffic for each machine', 0))
      .addOption(choiceOption('-o, --output <format>', 'output format', ['yaml', 'json'], 'yaml'))
      .addHelpText('after', help);
  },
  async run(io, flags) {
    const { name, namespace, network = '', locality = '', serviceAccount, weight } = flags;
    if (!name) throw new UsageError('--name is missing: what the group is called');
    if (!namespace) throw new UsageError('--namespace is missing: where the group is');
    const group = workloadGroup({
      ...{ name, namespace, network, locality, serviceAccount, weight },
      labels: keyValues('--labels', flags.labels),
      annotations: keyValues('--annotations', flags.annotations),
      ports: portsOf(flags.ports),
    });
    const yaml = manifestYaml([group]);
    await check(yaml);
    await io.write(flags.output === 'json' ? formatJson(group) : yaml);
    return ExitCode.ok;
  },
});

function portsOf(texts: readonly string[] | undefined): Record<string, number> {
  const entries = Object.entries(keyValues('--ports', texts)).map(([name, text]): [string, number] => {
    const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
    if (port < 1 || port > 65535)
      throw new UsageError(`--ports takes name=port with a port from 1 to 65535, not "${name}=${text}"`);
    return [name, port];
  });
  return Object.fromEntries(entries);
}

/** Throws InputError for what Istio would refuse. */
async function check(text: string): Promise<void> {
  const { resources } = toResources({ name: '', text });
  const validate = await istioValidatorFor(resources);
  const problems = resources.flatMap((one) => validate(one)).filter(({ isWarning }) => !isWarning);
  if (problems.length === 0) return;
  throw new InputError(
    listed(
      'Istio would refuse this group',
      problems.map(({ path, message }) => inField(path, message)),
    ),
  );
}

const help = `
Prints a WorkloadGroup: what machines outside Kubernetes have in common.

Examples:
  # A group of machines that serve MySQL
  meshwright experimental workload group create --name mysql --namespace shop \\
    --labels app=mysql,version=v1 --ports tcp-mysql=3306 --serviceAccount mysql | kubectl apply -f -`;
