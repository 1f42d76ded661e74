import type { Node } from '../yaml/node.ts';

/** How block YAML is indented. */
export interface Layout {
  /** Columns from a key to the keys of the map below it. */
  readonly step: number;
  /** Columns from a key to the dashes of the list below it. */
  readonly listStep: number;
}

/** A key without a value on its line, and the first character below; texts in blocks may look like this too. */
const openKeys = /^( *(?:- +)*)[^\s#-][^\n]*:[ \t\r]*(?:#[^\n]*)?\n(?: *#[^\n]*\n)*( *)([^\s#])/gm;

/** The layout that a text shows first; where it shows none, that of `kubectl get -o yaml`. */
export function layoutOf(text: string): Layout {
  let step: number | undefined;
  let listStep: number | undefined;
  for (const [, before, below, first] of text.matchAll(openKeys)) {
    const deeper = below!.length - before!.length;
    if (first === '-') listStep ??= deeper >= 0 ? deeper : undefined;
    else step ??= deeper > 0 ? deeper : undefined;
    if (step !== undefined && listStep !== undefined) break;
  }
  return { step: step ?? 2, listStep: listStep ?? 0 };
}

/** The layout of what is written next to the entries of a map: theirs, as far as they show one. */
export function layoutBeside(map: Node, otherwise: Layout): Layout {
  const columnOf = (kind: Node['kind']) =>
    map.entries.find(({ value }) => value.kind === kind && value.column >= map.column)?.value.column;
  const keys = columnOf('block map');
  const dashes = columnOf('block list');
  return {
    step: keys === undefined ? otherwise.step : keys - map.column,
    listStep: dashes === undefined ? otherwise.listStep : dashes - map.column,
  };
}
