import { counted } from '../../base/counted.ts';
import type { InstallEvent } from '../../install/apply/events.ts';
import { words } from '../../install/apply/object-reference.ts';
import type { InstallOutcome, ObjectAction, ObjectOutcome, ObjectReference } from '../../install/apply/outcome.ts';
import type { Unready } from '../../install/apply/unready.ts';
import type { Style } from '../style.ts';
import { visible } from '../text/visible.ts';
import { componentName } from './component-names.ts';

/** `Deployment istio-system/istiod`. */
export const objectName = (object: ObjectReference): string => visible(words(object));

/** What happened to objects, in words and in the order in which it is told. */
const actions: readonly (readonly [action: ObjectAction, did: string, would: string])[] = [
  ['created', 'created', 'to create'],
  ['configured', 'changed', 'to change'],
  ['pruned', 'removed', 'to remove'],
  ['skipped', 'not checked', 'to create that cannot be checked before their namespace or definition is there'],
  ['unchanged', 'unchanged', 'unchanged'],
  ['failed', 'failed', 'refused'],
  ['notReached', 'not reached', 'not reached'],
];

/** `58 objects: 3 created, 55 unchanged`. */
export function objectCounts({ objects, dryRun }: Pick<InstallOutcome, 'objects' | 'dryRun'>): string {
  const counts = actions.flatMap(([action, did, would]) => {
    const n = objects.filter((one) => one.action === action).length;
    return n === 0 ? [] : [`${n} ${dryRun ? would : did}`];
  });
  return `${counted(objects.length, 'object')}: ${counts.join(', ')}`;
}

/** The objects that a dry run would not leave as they are, each on a line. */
export function dryRunText(outcome: InstallOutcome, style: Style): string {
  const paints: Partial<Record<ObjectAction, (text: string) => string>> = {
    created: style.added,
    skipped: style.added,
    pruned: style.removed,
    failed: style.removed,
  };
  const marks: Partial<Record<ObjectAction, string>> = {
    ...{ created: '+', skipped: '+', configured: '~', pruned: '-', failed: '✘' },
  };
  const lines = outcome.objects.flatMap((object) => {
    const mark = marks[object.action];
    if (mark === undefined) return [];
    const paint = paints[object.action] ?? ((text: string) => text);
    return [`${paint(`${style.sign(mark, `${object.action}:`)} ${objectName(object)}${reasonOf(object)}`)}\n`];
  });
  const end = lines.length === 0 ? 'Nothing would change' : 'Nothing was changed';
  return `${lines.join('')}${lines.length === 0 ? '' : '\n'}${end}, ${objectCounts(outcome)}.\n`;
}

const reasonOf = ({ action, message }: ObjectOutcome): string =>
  message === undefined || action === 'skipped' ? '' : `: ${visible(message)}`;

/** What an event says to who watches line by line; undefined for what would be too much. */
export function eventLine(event: InstallEvent): string | undefined {
  switch (event.type) {
    case 'componentStarted':
      return `${componentName(event.component)}: ${counted(event.objects, 'object')}`;
    case 'waiting':
      return `${componentName(event.component)}: waiting for ${waitingFor(event.unready)}`;
    case 'componentReady':
      return `✔ ${componentName(event.component)}`;
    case 'componentFailed':
      return `✘ ${componentName(event.component)}: ${firstLine(event.message)}`;
    case 'warning':
      return `warning: ${visible(event.message)}`;
    case 'object':
      return event.action === 'pruned' ? `removed ${objectName(event)}` : undefined;
    case 'blocked':
      return undefined;
  }
}

const firstLine = (text: string): string => visible(text.split('\n')[0]!);

/** `Deployment istio-system/istiod (0 of 1 replicas are available)`, with the first thing that is wrong. */
export function waitingFor(unready: readonly Unready[]): string {
  const [first, ...others] = unready;
  if (first === undefined) return 'nothing';
  const problem = first.problems.find(({ category }) => category !== 'starting');
  const why = problem === undefined ? first.progress : `${first.progress}: ${problem.reason}`;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return `${objectName(first)} (${visible(why)})${more}`;
}
