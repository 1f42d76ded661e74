import type { Command } from 'commander';
import { UsageError } from '../../base/errors.ts';
import type { TagRequest } from '../../install/tags/tag-objects.ts';
import { defaultRevision } from '../../resources/revision-labels.ts';
import type { Io } from '../io.ts';
import type { GlobalOptions } from './global-options.ts';
import { addManifestsFlag } from './install-flags.ts';
import { booleanOption } from './options.ts';

/** The flags of `tag set` and `tag generate`, with istioctl's names. */
export interface TagFlags {
  readonly revision?: string;
  readonly overwrite?: boolean;
  readonly skipConfirmation?: boolean;
  readonly manifests?: string;
  readonly charts?: string;
  readonly webhookName?: string;
  readonly autoInjectNamespaces?: boolean;
}

export function addTagFlags(command: Command): void {
  command.argument('[tag...]', 'name of the tag');
  command.option('-r, --revision <name>', 'revision that the tag is to lead to; default for the one without a name');
  booleanOption(command, '--overwrite', 'change a tag that leads to another revision');
  booleanOption(command, '-y, --skip-confirmation', 'do not ask');
  addManifestsFlag(command);
  command.option('--webhook-name <name>', 'name of the webhook’s configuration (default: istio-revision-tag-TAG)');
  booleanOption(
    command,
    '--auto-inject-namespaces',
    'with the tag default: inject into namespaces that have no label about it, too',
  );
}

/** @throws UsageError where the tag or the revision is missing */
export function tagRequest(
  io: Pick<Io, 'note'>,
  flags: TagFlags & Pick<GlobalOptions, 'istioNamespace'>,
  args: readonly string[],
): TagRequest & { readonly overwrite: boolean } {
  const tag = oneTag(args);
  const { revision, istioNamespace, overwrite = false, webhookName, autoInjectNamespaces } = flags;
  if (!revision) throw new UsageError('which revision is the tag to lead to? Name it: --revision 1-30');
  if (autoInjectNamespaces && tag !== defaultRevision) {
    io.note(
      `warning: --auto-inject-namespaces means nothing for tag ${tag}: only the tag default serves namespaces without labels`,
    );
  }
  const manifests = flags.manifests ?? flags.charts;
  return { tag, revision, istioNamespace, overwrite, webhookName, autoInjectNamespaces, manifests };
}

/** @throws UsageError where not one tag is named */
export function oneTag(args: readonly string[]): string {
  const [tag, ...more] = args;
  if (tag === undefined || tag === '' || more.length > 0) throw new UsageError('name one tag');
  return tag;
}
