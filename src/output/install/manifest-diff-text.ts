import { counted } from '../../base/counted.ts';
import {
  type ChangedObject,
  isForPeople,
  type ManifestDiff,
  type NamedObject,
  type ObjectChange,
} from '../../install/compare/manifests.ts';
import type { Style } from '../style.ts';
import { visible } from '../text/visible.ts';
import { fieldChangesText } from './field-changes-text.ts';

/** What the two manifests are called. */
export interface DiffSides {
  readonly before: string;
  readonly after: string;
}

/** How two manifests differ, for reading: objects that only one has, then the others, each with its changes. */
export function manifestDiffText(diff: ManifestDiff, { before, after }: DiffSides, style: Style): string {
  const { onlyBefore, onlyAfter, changed, same } = diff;
  if (onlyBefore.length + onlyAfter.length + changed.length === 0) {
    return `No difference: ${counted(same, 'object')} ${same === 1 ? 'is' : 'are'} the same.\n`;
  }
  const sections = [
    listed(`Only in ${visible(before)}:`, onlyBefore, (line) => style.removed(`- ${line}`), style),
    listed(`Only in ${visible(after)}:`, onlyAfter, (line) => style.added(`+ ${line}`), style),
    ...changed.map((object) => `${style.bold(`${visible(nameOf(object))}:`)}\n${changesText(object, style)}`),
    `${counted(onlyBefore.length, 'object')} removed, ${onlyAfter.length} added, ${changed.length} changed, ${same} the same.\n`,
  ];
  return sections.filter((section) => section !== '').join('\n');
}

function listed(
  heading: string,
  objects: readonly NamedObject[],
  paint: (line: string) => string,
  style: Style,
): string {
  if (objects.length === 0) return '';
  return `${style.bold(heading)}\n${objects.map((object) => `  ${paint(visible(nameOf(object)))}\n`).join('')}`;
}

/** Changes of an object; of texts for people in definitions, of which there are hundreds, only how many there are. */
function changesText({ kind, changes }: ChangedObject, style: Style): string {
  const isText = ({ steps }: ObjectChange): boolean => kind === 'CustomResourceDefinition' && isForPeople(kind, steps);
  const texts = changes.filter(isText).length;
  const others = fieldChangesText(
    changes.filter((change) => !isText(change)),
    style,
    '  ',
  );
  return texts === 0 ? others : `${others}  ~ ${counted(texts, 'text')} for people (descriptions, messages)\n`;
}

const nameOf = ({ kind, namespace, name }: NamedObject): string => `${kind} ${namespace && `${namespace}/`}${name}`;
