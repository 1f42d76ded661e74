import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Io } from '../../src/cli/io.ts';
import { checkOperator } from '../../src/install/check-operator.ts';
import { onProfile, userSettings } from '../../src/install/merge-inputs.ts';
import { openPackage } from '../../src/install/open-package.ts';
import { parseSetFlag } from '../../src/install/settings/set-flag.ts';
import { areUsual } from '../../src/install/usual-settings.ts';
import { root } from '../support/run.ts';

const own = await openPackage({ cwd: root } as Io, undefined);
const settings = (...set: readonly string[]) =>
  userSettings(
    [],
    set.map((text) => parseSetFlag(text)),
    {},
  );

it.each([
  [[]],
  [['profile=ambient']],
  [['hub=registry.istio.io/release', 'tag=1.30.3-distroless']],
  [['revision=canary', 'profile=demo']],
])('%s is usual', (set) => {
  expect(areUsual(settings(...set).operator, own)).toBe(true);
});

it.each([
  [['values.pilot.env.A=b']],
  [['hub=Example.com/a']],
  [['tag=-1']],
  [['revision=Canary']],
  [['profile=']],
  [['installPackagePath=here']],
])('%s is not', (set) => {
  expect(areUsual(settings(...set).operator, own)).toBe(false);
});

it('nothing is usual on profiles that may not be valid', () => {
  expect(areUsual(settings().operator, { ...own, hasValidProfiles: false })).toBe(false);
});

it('what is usual has no problem', async () => {
  const some = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
  const part = fc.stringMatching(/^[-a-zA-Z0-9.:/_]{1,12}$/);
  let usual = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        profile: some(own.profiles),
        hub: fc.option(fc.oneof(part, fc.constantFrom('docker.io/istio', 'a.b/c', 'gcr.io/istio-release')), {
          nil: undefined,
        }),
        tag: fc.option(fc.oneof(part, fc.constantFrom('1.30.3', '1.30-alpha.1', 'latest', '1')), { nil: undefined }),
        revision: fc.option(fc.oneof(part, fc.constantFrom('canary', '1-30-3', 'a')), { nil: undefined }),
      }),
      async (spec) => {
        const given = Object.entries(spec).filter(([, value]) => value !== undefined);
        const user = settings(...given.map(([name, value]) => `${name}=${value}`));
        if (!areUsual(user.operator, own)) return;
        usual++;
        expect(await checkOperator(onProfile(user, own), user.origins)).toMatchObject({ errors: [], warnings: [] });
      },
    ),
    { seed: 5, numRuns: 400 },
  );
  expect(usual).toBeGreaterThan(40);
});
