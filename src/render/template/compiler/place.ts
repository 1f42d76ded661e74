import { type ActionPlace, ExecutionError } from '../errors.ts';
import { byteLength } from '../model/text.ts';
import { nodeText } from '../parser/node-text.ts';
import type { Frame } from './run.ts';

/** Where the frame is. */
export function placeOf({ node, template: { tree } }: Frame): ActionPlace {
  const before = tree.text.slice(0, node.at);
  const lineStart = before.lastIndexOf('\n') + 1;
  return {
    template: tree.parseName,
    executing: tree.name,
    line: before.split('\n').length,
    column: node.at - lineStart + 1,
    byteColumn: byteLength(before.slice(lineStart)),
    action: nodeText(node),
  };
}

/** Ends the execution. */
export function fail(frame: Frame, reason: string, cause?: unknown): never {
  throw new ExecutionError(reason, placeOf(frame), cause === undefined ? undefined : { cause });
}
