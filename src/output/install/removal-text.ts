import { append } from '../../base/append.ts';
import { counted } from '../../base/counted.ts';
import { listNames } from '../../base/list-names.ts';
import { referenceTo } from '../../install/apply/object-reference.ts';
import { gatewaysAmong, type Removal } from '../../install/removal.ts';
import type { RemovalEvent, RemovedObject } from '../../install/remove-objects.ts';
import { visible } from '../text/visible.ts';
import { objectName } from './install-text.ts';
import { proxyCount, proxyLines } from './proxies-text.ts';

/** Objects named of a kind, where not all are asked for. */
const shownOfKind = 5;
/** Pods named of a namespace. */
const shownOfNamespace = 30;

/** What goes, by kind, and who still needs it: for who has to say yes to it. */
export function removalText(removal: Removal, server: string, isVerbose: boolean): string {
  const { objects, proxies, use, resources } = removal;
  const kinds = new Map<string, string[]>();
  for (const object of objects) {
    const { kind, namespace, name } = referenceTo(object);
    append(kinds, kind, namespace === undefined ? name : `${namespace}/${name}`);
  }
  const shown = isVerbose ? Number.POSITIVE_INFINITY : shownOfKind;
  const gateways = gatewaysAmong(objects);
  const held = Array.from(resources, ([kind, n]) => `${n} ${kind}`);
  return [
    `These ${counted(objects.length, 'object')} are removed from ${visible(server)}:\n`,
    ...Array.from(kinds, ([kind, names]) => `  ${visible(`${kind}: ${listNames(names, shown)}`)}\n`),
    ...(held.length === 0
      ? []
      : [`With their definitions all resources of these kinds go: ${visible(held.join(', '))}.\n`]),
    ...(gateways.length === 0 ? [] : [`Traffic through these gateways ends: ${visible(gateways.join(', '))}.\n`]),
    ...(proxies.length === 0
      ? []
      : [
          `${proxyCount(proxies.length)} served by what is removed, and ${proxies.length === 1 ? 'does' : 'do'} not get any changes or certificates afterwards:\n`,
          proxyLines(proxies, shownOfNamespace),
        ]),
    ...(use.tags.length === 0
      ? []
      : [
          `These tags lead to nothing then, and their webhooks refuse every Pod they are asked about: ${visible(use.tags.join(', '))}.\n`,
        ]),
    ...(use.namespaces.length === 0
      ? []
      : [
          `Pods of these namespaces are not injected any more when they start: ${visible(listNames([...use.namespaces], shownOfNamespace))}.\n`,
        ]),
  ].join('');
}

/** What an event says to who watches line by line. */
export function removalLine(event: RemovalEvent): string | undefined {
  const { action, message, finalizers = [] } = event;
  const name = objectName(event);
  switch (action) {
    case 'removed':
      return `removed ${name}`;
    case 'held':
      return `${name} is held by ${visible(listNames([...finalizers]) || 'what it owns')}`;
    case 'failed':
      return `✘ ${name}: ${visible(message ?? 'it could not be removed')}`;
    default:
      return undefined;
  }
}

const counts: readonly (readonly [action: RemovedObject['action'], words: string])[] = [
  ['removed', 'removed'],
  ['alreadyGone', 'gone before'],
  ['deleted', 'deleted'],
  ['held', 'held by finalizers'],
  ['failed', 'not removed'],
  ['notReached', 'not tried'],
];

/** `40 objects: 39 removed, 1 held by finalizers`. */
export function removalCounts(objects: readonly RemovedObject[]): string {
  const told = counts.flatMap(([action, words]) => {
    const n = objects.filter((one) => one.action === action).length;
    return n === 0 ? [] : [`${n} ${words}`];
  });
  return `${counted(objects.length, 'object')}: ${told.join(', ')}`;
}
