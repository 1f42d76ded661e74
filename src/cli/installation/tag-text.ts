import { words } from '../../install/apply/object-reference.ts';
import type { TagChange } from '../../install/tags/set-tag.ts';
import { visible } from '../../output/text/visible.ts';

/** A line for each object that was changed: `created Service istio-system/istiod-revision-tag-prod`. */
export const changeLines = (changes: readonly TagChange[]): string =>
  changes
    .filter(({ change }) => change !== 'unchanged')
    .map((one) => `${visible(`${one.change} ${words(one)}`)}\n`)
    .join('');
