import { expect, it } from 'vitest';
import { type BugReportFlags, bugReportPlan } from '../../../src/cli/flags/bug-report-flags.ts';
import type { GlobalOptions } from '../../../src/cli/flags/global-options.ts';
import type { Io } from '../../../src/cli/io.ts';
import { Sandbox } from '../../support/run.ts';

it.each<[Partial<BugReportFlags>, string]>([
  [{}, '--timeout 30m0s is over'],
  [{ timeout: 4_000 }, '--timeout 4s is over'],
  [{ filename: 'plain.yaml' }, '--timeout 30m0s is over'],
  [{ filename: 'short.yaml' }, 'commandTimeout 5s of short.yaml is over'],
  [{ filename: 'short.yaml', timeout: 4_000 }, '--timeout 4s is over'],
])('says who set the time, of %j', async (given, text) => {
  const { folder } = new Sandbox({ 'plain.yaml': 'dryRun: true\n', 'short.yaml': 'commandTimeout: 5s\n' });
  const flags = { istioNamespace: 'istio-system', ...given } as BugReportFlags & GlobalOptions;
  expect((await bugReportPlan({ cwd: folder } as Io, flags, 0)).timeIsOver).toBe(text);
});
