import { counted } from '../../base/counted.ts';
import type { Verdict } from '../../install/verify/verify-objects.ts';
import type { Style } from '../style.ts';
import { visible } from '../text/visible.ts';
import { fieldChangesText } from './field-changes-text.ts';
import { objectName } from './install-text.ts';

/** States in the order in which they are told, and how many of them an installation may have. */
const states: readonly (readonly [state: Verdict['state'], words: string])[] = [
  ['missing', 'missing'],
  ['different', 'different'],
  ['notReady', 'not ready'],
  ['unknown', 'not readable'],
  ['ok', 'as they should be'],
];

/** What an installation lacks, for reading: objects that are not as they should be, with what is different of them. */
export function verifyText(verdicts: readonly Verdict[], style: Style): string {
  const sections = verdicts
    .filter(({ state }) => state !== 'ok')
    .map((verdict) => {
      const { state, message, changes = [] } = verdict;
      const words = states.find(([one]) => one === state)![1];
      const why = message === undefined ? '' : `: ${visible(message)}`;
      return `${style.bold(objectName(verdict))} is ${words}${why}\n${fieldChangesText(changes, style, '  ')}`;
    });
  return `${sections.join('')}${sections.length === 0 ? '' : '\n'}${verdictCounts(verdicts)}.\n`;
}

/** `40 objects: 1 missing, 39 as they should be`. */
function verdictCounts(verdicts: readonly Verdict[]): string {
  const counts = states.flatMap(([state, words]) => {
    const n = verdicts.filter((one) => one.state === state).length;
    return n === 0 ? [] : [`${n} ${words}`];
  });
  return `${counted(verdicts.length, 'object')}: ${counts.join(', ') || 'nothing to look at'}`;
}
