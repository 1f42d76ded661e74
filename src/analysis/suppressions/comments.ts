import { entry } from '../../base/map-entry.ts';
import type { SourceFile } from '../../resources/document.ts';
import type { Resource } from '../../resources/resource.ts';
import { positionOf } from '../finding.ts';
import { type SuppressionComment, suppressionComments } from './directive.ts';
import type { Suppression } from './suppression.ts';

/** The suppressions that stand as comments in the files that `resources` were read from: one for each code of each. */
export function commentSuppressions(resources: Iterable<Resource>): Suppression[] {
  const byFile = new Map<SourceFile, Resource[]>();
  let last: SourceFile | undefined;
  let inLast: Resource[] = [];
  for (const resource of resources) {
    const { file } = resource.document;
    // A cluster keeps no comments.
    if (file.isLive) continue;
    // A file's resources follow one another.
    if (file !== last) inLast = entry(byFile, file, () => []);
    last = file;
    inLast.push(resource);
  }
  return [...byFile].flatMap(([file, inFile]) =>
    suppressionComments(file).flatMap((comment) => {
      const resource = nearestResource(inFile, comment);
      const each = comment.codes.length === 0 ? [[]] : comment.codes.map((code) => [code]);
      return each.map((codes) => toSuppression(codes, comment, resource));
    }),
  );
}

function toSuppression(codes: readonly string[], comment: SuppressionComment, resource: Resource): Suppression {
  const { directive, line, column, endColumn, covers } = comment;
  const { file } = resource.document;
  return {
    codes,
    text: [directive, ...codes].join(' '),
    at: { resource, position: { line, column, endLine: line, endColumn } },
    covers: (finding) => {
      if (covers === undefined || finding.resource.document.file !== file) return false;
      const at = positionOf(finding).line;
      return covers.from <= at && at <= covers.to;
    },
  };
}

/** The resource that a comment stands in, or above; the file's first for what stands before them all. */
function nearestResource(resources: readonly Resource[], { line, covers }: SuppressionComment): Resource {
  const target = Math.max(line, covers?.from ?? 0);
  let nearest = resources[0]!;
  for (const resource of resources) {
    const start = resource.document.line;
    if (start <= target && start > nearest.document.line) nearest = resource;
  }
  return nearest;
}
