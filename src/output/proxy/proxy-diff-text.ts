import { counted } from '../../base/counted.ts';
import type { DumpDiff, NamedResource } from '../../proxy/compare/dumps.ts';
import { fieldChangesText } from '../install/field-changes-text.ts';
import type { Style } from '../style.ts';
import { visible } from '../text/visible.ts';

/** What the two dumps are called. */
export interface DumpSides {
  readonly before: string;
  readonly after: string;
}

/** How two proxies' configurations differ, for reading: resources that only one has, then the others, each with its changes. */
export function proxyDiffText(diff: DumpDiff, { before, after }: DumpSides, style: Style): string {
  const { onlyBefore, onlyAfter, changed, same } = diff;
  if (onlyBefore.length + onlyAfter.length + changed.length === 0) {
    return `No difference: ${counted(same, 'resource')} ${same === 1 ? 'is' : 'are'} the same.\n`;
  }
  const sections = [
    listed(`Only in ${visible(before)}:`, onlyBefore, (line) => style.removed(`- ${line}`), style),
    listed(`Only in ${visible(after)}:`, onlyAfter, (line) => style.added(`+ ${line}`), style),
    ...changed.map(
      (one) => `${style.bold(`${visible(nameOf(one))}:`)}\n${fieldChangesText(one.changes.map(asChange), style, '  ')}`,
    ),
    `${counted(onlyBefore.length, 'resource')} removed, ${onlyAfter.length} added, ${changed.length} changed, ${same} the same.\n`,
  ];
  return sections.filter((section) => section !== '').join('\n');
}

const asChange = (change: DumpDiff['changed'][number]['changes'][number]) => ({ ...change, steps: [] });

function listed(
  heading: string,
  resources: readonly NamedResource[],
  paint: (line: string) => string,
  style: Style,
): string {
  if (resources.length === 0) return '';
  return `${style.bold(heading)}\n${resources.map((one) => `  ${paint(visible(nameOf(one)))}\n`).join('')}`;
}

const nameOf = ({ kind, name }: NamedResource): string => `${kind} ${name}`.trimEnd();
