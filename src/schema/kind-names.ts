import { UsageError } from '../base/errors.ts';
import { didYouMean } from '../base/nearest.ts';
import type { JsonObject } from '../resources/json.ts';
import { kinds } from './compiled/kinds.js';

/** A kind that people may ask about, be it of a resource or of a file such as Helm's values. */
export interface DescribedKind {
  /** `group/Kind`. */
  readonly id: string;
  readonly group: string;
  readonly kind: string;
  /** What to type for it: the kind alone, or `group/Kind` where two groups have one of that name. */
  readonly name: string;
  /** The versions that it is served in: `networking.istio.io/v1`. Empty for what is no resource. */
  readonly apiVersions: readonly string[];
  /** As kubectl knows it; undefined for what is no object of a cluster. */
  readonly plural: string | undefined;
  readonly shortNames: readonly string[];
  /** Self-contained, with descriptions. */
  readonly schema: JsonObject;
}

interface CrdNames {
  readonly plural: string;
  readonly shortNames?: readonly string[];
}

/** Every kind that there is a schema of, in the alphabet's order. */
export async function describedKinds(): Promise<DescribedKind[]> {
  const all = await Promise.all(Object.keys(kinds).map(describe));
  const isAmbiguous = (kind: string) => all.filter((one) => one.kind === kind).length > 1;
  return all
    .map((one) => (isAmbiguous(one.kind) ? { ...one, name: one.id } : one))
    .sort((a, b) => (a.kind < b.kind ? -1 : 1));
}

async function describe(id: string): Promise<DescribedKind> {
  const { apiVersions, source } = kinds[id]!;
  const schema = (await source()).default;
  const [group, kind] = id.split('/') as [string, string];
  const crd = schema['x-kubernetes-crd'] as { readonly names: CrdNames } | undefined;
  const { plural, shortNames = [] } = crd?.names ?? {};
  return { id, group, kind, name: kind, apiVersions, plural, shortNames, schema };
}

/** What kubectl takes for a kind, and the ways of writing its group. */
const namesOf = ({ id, group, kind, apiVersions, plural, shortNames }: DescribedKind): string[] => [
  ...[id, kind, ...apiVersions.map((version) => `${version}/${kind}`), `${kind}.${group}`],
  ...(plural === undefined ? [] : [plural, `${plural}.${group}`]),
  ...shortNames,
];

/**
 * The kind that a text such as `vs`, `virtualservices.networking.istio.io` or `VirtualService.spec.hosts` begins with, in
 * any case, and the steps behind it: `['spec', 'hosts']`. Indexes of lists (`http[0]`) are no steps.
 *
 * @throws UsageError when there is no such kind, or more than one
 */
export function findKind(text: string, kinds: readonly DescribedKind[]): { kind: DescribedKind; steps: string[] } {
  const word = text.toLowerCase();
  const found = kinds.flatMap((kind) =>
    namesOf(kind)
      .filter((name) => word === name.toLowerCase() || word.startsWith(`${name.toLowerCase()}.`))
      .map((name) => ({ kind, length: name.length })),
  );
  const longest = Math.max(...found.map(({ length }) => length));
  const best = [...new Set(found.filter(({ length }) => length === longest).map(({ kind }) => kind))];
  if (best.length > 1) {
    const ids = best.map(({ id }) => id);
    throw new UsageError(`"${text.slice(0, longest)}" may be ${ids.join(' or ')}: name one of them`);
  }
  if (best.length === 0) throw unknownKind(text, kinds);
  const rest = text.slice(longest).replace(/\[[\d*]*\]/g, '');
  return { kind: best[0]!, steps: rest.split('.').filter((step) => step !== '') };
}

function unknownKind(text: string, kinds: readonly DescribedKind[]): UsageError {
  const word = /^([^/]*\/)*[^./]*/.exec(text)![0];
  const guess = didYouMean(word, kinds.flatMap(namesOf));
  return new UsageError(`there is no schema of "${word}".${guess} "meshwright schema" lists the kinds`);
}
