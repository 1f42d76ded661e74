import { type Finding, positionOf } from '../../analysis/finding.ts';
import type { Level } from '../../base/levels.ts';
import { shownFile } from '../../base/shown-file.ts';
import type { Position } from '../../resources/document.ts';
import { formatPath } from '../../resources/json.ts';

/** A finding as `-o json` shows it. Lines and columns count from 1; the end is exclusive. */
export interface FindingRecord extends Position {
  readonly code: string;
  readonly level: Level;
  readonly message: string;
  /** `Kind namespace/name`. */
  readonly origin: string;
  /** The cluster that the resource comes from, where several are analyzed together. */
  readonly cluster?: string | undefined;
  /** `file:line`; empty for a resource of a cluster. */
  readonly reference: string;
  /** The path as the user gave it, `-` for standard input; empty for a resource of a cluster, whose lines are those of its YAML. */
  readonly file: string;
  /** The field, as `spec.http[0].match`; empty when the finding is about the resource as a whole. */
  readonly path: string;
  readonly analyzer: string;
  /** Istio's page about the code; absent for Meshwright's own, which `meshwright explain` explains. */
  readonly documentationUrl?: string | undefined;
}

/** A finding and its record, for what needs both: the text around the field, and its place. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly record: FindingRecord;
}

const pages = new Map<string, string | undefined>();

/** Istio's page about one of its codes, or undefined for a code that is not Istio's. */
export function documentationUrl(code: string): string | undefined {
  if (!pages.has(code)) pages.set(code, pageOf(code));
  return pages.get(code);
}

const pageOf = (code: string): string | undefined =>
  /^IST\d+$/.test(code) ? `https://istio.io/latest/docs/reference/config/analysis/${code.toLowerCase()}/` : undefined;

/** How a file is called where people read it: standard input and a cluster have no name of their own. */
export const fileLabel = (file: string): string => shownFile(file) || 'cluster';

/** `file:line:column`, as far as that means something to people. */
export const placeLabel = ({ file, line, column }: FindingRecord): string =>
  file === '' ? fileLabel(file) : `${fileLabel(file)}:${line}:${column}`;

/** `Kind namespace/name`, and the cluster where there are several. */
export const fullOrigin = ({
  origin,
  cluster,
}: {
  readonly origin: string;
  readonly cluster?: string | undefined;
}): string => (cluster === undefined ? origin : `${origin} in cluster ${cluster}`);

/** The finding as plain data. Finds its position, which may mean reading its document again: call it once each. */
export function findingRecord(finding: Finding): FindingRecord {
  const { code, level, message, resource, path, analyzer } = finding;
  const { line, column, endLine, endColumn } = positionOf(finding);
  const file = resource.document.file.name;
  return {
    code,
    level,
    message,
    origin: resource.origin,
    cluster: resource.cluster,
    reference: file === '' ? '' : `${file}:${line}`,
    file,
    line,
    column,
    endLine,
    endColumn,
    path: formatPath(path),
    analyzer,
    documentationUrl: documentationUrl(code),
  };
}

/** The findings with their records, in the order given: `analyze` has put them in order. */
export const placeFindings = (findings: readonly Finding[]): PlacedFinding[] =>
  findings.map((finding) => ({ finding, record: findingRecord(finding) }));

/** The records of findings. */
export const findingRecords = (findings: readonly Finding[]): FindingRecord[] => findings.map(findingRecord);
