import { ExitCode } from '../../base/exit-code.ts';
import { atLeast, type Level } from '../../base/levels.ts';
import type { Stage } from '../../health/check.ts';
import { checksOf, readSources, runChecks } from '../../health/run-checks.ts';
import { healthFormats } from '../../output/health/health-formats.ts';
import { istioVersion } from '../../package.ts';
import { openCluster } from '../cluster.ts';
import { defineCommand } from '../command.ts';
import { booleanOption, choiceOption, levelOption, timeoutOption } from '../flags/options.ts';
import { knownDefinitions } from '../mesh/known-definitions.ts';

interface CheckFlags {
  readonly failureThreshold?: Level;
  readonly output: string;
  readonly pre?: boolean;
  readonly timeout: number;
}

export default defineCommand<CheckFlags>({
  setup(command) {
    command
      .addOption(choiceOption('-o, --output <format>', 'output format', Object.keys(healthFormats), 'text'))
      .addOption(levelOption('--failure-threshold <level>', 'exit with 79 from this level on', 'Error'))
      .addOption(timeoutOption('--timeout <duration>', 'give up after this long', '30s'));
    booleanOption(command, '--pre', 'check whether Istio can be installed, instead of an installation');
    command.addHelpText('after', help);
  },
  async run(io, flags) {
    const stage: Stage = flags.pre ? 'before' : 'installed';
    const deadline = performance.now() + flags.timeout;
    const api = await openCluster(io, flags, flags.timeout);
    try {
      const { istioNamespace } = flags;
      const settings = { istioNamespace, istioVersion, now: Date.now(), definitions: await knownDefinitions() };
      const checks = checksOf(stage);
      const outcomes = runChecks(checks, await readSources(api, checks, settings, deadline), settings);
      const report = { outcomes, server: api.server, context: api.context };
      await io.write(await healthFormats[flags.output]!(report, io.look));
      const threshold = flags.failureThreshold ?? 'Error';
      const fails = outcomes.some(({ problems }) => problems.some(({ level }) => atLeast(level, threshold)));
      return fails ? ExitCode.findings : ExitCode.ok;
    } finally {
      api.close();
    }
  },
});

const help = `
Reads only, and changes nothing. What this user may not read is reported as
unknown, with the rule that would grant it. Exits with 79 when a check fails.
Each check has a page: meshwright explain MWH401.

Examples:
  # How the mesh is
  meshwright check

  # Whether Istio can be installed here
  meshwright check --pre

  # In CI, with warnings counted
  meshwright check -o junit --failure-threshold Warning > health.xml`;
