import { compareTexts } from '../../base/compare-texts.ts';
import type { JsonObject } from '../../resources/json.ts';
import { defaultRevision, injectionLabel, revisionLabel, tagLabel } from '../../resources/revision-labels.ts';
import { labelOf, objectName, type Revisions } from './revisions.ts';

/** A tag, the revision that it leads to, and the namespaces that ask for it. */
export interface TagRow {
  /** Empty for a revision that no tag leads to. */
  readonly tag: string;
  readonly revision: string;
  readonly namespaces: readonly string[];
}

/** The tags, and the revisions without one, in the order of revisions and then of tags. */
export function tagRows({ webhooks, services }: Revisions, namespaces: readonly JsonObject[]): TagRow[] {
  const found = new Map<string, { readonly tag: string; readonly revision: string }>();
  for (const object of [...webhooks, ...services]) {
    const pair = { tag: labelOf(object, tagLabel), revision: labelOf(object, revisionLabel) };
    found.set(`${pair.revision} ${pair.tag}`, pair);
  }
  const pairs = [...found.values()];
  const tagged = new Set(pairs.filter(({ tag }) => tag !== '').map(({ revision }) => revision));
  return pairs
    .filter(({ tag, revision }) => tag !== '' || !tagged.has(revision))
    .map((pair) => ({ ...pair, namespaces: namespacesThatAsk(pair.tag || pair.revision, namespaces) }))
    .sort((a, b) => compareTexts(a.revision, b.revision) || compareTexts(a.tag, b.tag));
}

/** The names of the namespaces that are labelled for a tag or revision; those that only ask for injection get `default`. */
export const namespacesThatAsk = (name: string, namespaces: readonly JsonObject[]): string[] =>
  namespaces
    .filter((one) => {
      const asked = labelOf(one, revisionLabel);
      return asked === '' ? name === defaultRevision && labelOf(one, injectionLabel) === 'enabled' : asked === name;
    })
    .map(objectName)
    .sort();
