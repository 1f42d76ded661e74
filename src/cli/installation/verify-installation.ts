import { ExitCode } from '../../base/exit-code.ts';
import { withOwner } from '../../install/apply/owner.ts';
import { mapAt } from '../../install/settings/merge.ts';
import { type Verdict, verifyObjects } from '../../install/verify/verify-objects.ts';
import type { KubeApi } from '../../kube/api.ts';
import { styleFor } from '../../output/style.ts';
import { unadorned } from '../../output/text/look.ts';
import type { JsonObject } from '../../resources/json.ts';
import { structuredText } from '../files/structured-text.ts';
import type { Io } from '../io.ts';
import type { PreparedInstallation } from './prepare-installation.ts';

/** The objects that an installation should give, as they are applied: labelled as its own. */
const wantedObjects = ({ generated, tag, owner }: PreparedInstallation): JsonObject[] => [
  ...generated.components.flatMap(({ key, objects }) =>
    objects.map((object) => (key === 'base' ? withoutLabels(object) : withOwner(object, owner, key))),
  ),
  ...tag.map((object) => withOwner(object, owner)),
];

/** Revisions share what component Base has: the labels are those of whichever was installed last. */
function withoutLabels(object: JsonObject): JsonObject {
  const { labels: _, ...metadata } = mapAt(object, 'metadata');
  return { ...object, metadata };
}

/** Looks whether an installation is there as it should be. */
export const verifyPrepared = (api: KubeApi, prepared: PreparedInstallation): Promise<Verdict[]> =>
  verifyObjects(api, wantedObjects(prepared));

/** Writes what was found. */
export async function writeVerdicts(
  io: Io,
  verdicts: readonly Verdict[],
  { output }: { readonly output: string },
): Promise<ExitCode> {
  if (output === 'json') {
    const { verifyRecord } = await import('../../output/install/verify-record.ts');
    await io.write(await structuredText(verifyRecord(verdicts), 'json'));
  } else if (output === 'junit') {
    const { verifyJunit } = await import('../../output/install/verify-junit.ts');
    await io.write(verifyJunit(verdicts, await styleFor(unadorned)));
  } else {
    const { verifyText } = await import('../../output/install/verify-text.ts');
    await io.write(verifyText(verdicts, await styleFor(io.look)));
  }
  return exitCodeOf(verdicts);
}

/** `ok` where all is as it should be, else `findings`. */
export const exitCodeOf = (verdicts: readonly Verdict[]): ExitCode =>
  verdicts.every(({ state }) => state === 'ok') ? ExitCode.ok : ExitCode.findings;
