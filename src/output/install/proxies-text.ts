import { counted } from '../../base/counted.ts';
import { listNames } from '../../base/list-names.ts';
import { type AttachedProxy, byNamespace } from '../../install/attached-proxies.ts';
import { visible } from '../text/visible.ts';

/** Pods by namespace, a line for each: `shop: 3 Pods (cart-1, cart-2, reviews-1)`; two blanks before each. */
export const proxyLines = (proxies: readonly AttachedProxy[], shown = 5): string =>
  Array.from(byNamespace(proxies))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([namespace, pods]) =>
        `  ${visible(`${namespace}: ${counted(pods.length, 'Pod')} (${listNames(pods, shown)})`)}\n`,
    )
    .join('');

/** Which proxies an upgrade leaves behind. */
export interface LeftBehind {
  readonly version: string;
  readonly revision: string;
  /** Of the same revision, and another version. */
  readonly outdated: readonly AttachedProxy[];
  /** Of other revisions, which may move to this one. */
  readonly elsewhere: readonly AttachedProxy[];
}

/** Who has to be started anew, or moved, after an upgrade. */
export function leftBehindText({ version, revision, outdated, elsewhere }: LeftBehind): string {
  const parts: string[] = [];
  if (outdated.length > 0) {
    parts.push(
      `${proxyCount(outdated.length)} still of another version than ${version}:\n${proxyLines(outdated)}`,
      `They are replaced when their Pods start anew:\n${restarts(outdated)}`,
    );
  }
  if (elsewhere.length > 0) {
    parts.push(
      `${proxyCount(elsewhere.length)} still served by other revisions than ${revision}:\n${proxyLines(elsewhere)}`,
      `To move a namespace, label it: kubectl label namespace NAME istio.io/rev=${revision} istio-injection- --overwrite\n`,
      `Or lead a tag to the new revision: meshwright tag set TAG --revision ${revision} --overwrite\n`,
      `Then start its Pods anew:\n${restarts(elsewhere)}`,
    );
  }
  return parts.join('');
}

const restarts = (proxies: readonly AttachedProxy[]): string =>
  [...byNamespace(proxies).keys()]
    .sort()
    .slice(0, 5)
    .map((name) => `  kubectl rollout restart deployment -n ${visible(name)}\n`)
    .join('');

/** `1 proxy is`, `3 proxies are`. */
export const proxyCount = (n: number): string => `${counted(n, 'proxy', 'proxies')} ${n === 1 ? 'is' : 'are'}`;
