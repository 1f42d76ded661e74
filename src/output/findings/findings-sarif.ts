import { createHash } from 'node:crypto';
import type { Analyzer } from '../../analysis/analyzer.ts';
import type { MessageType } from '../../analysis/message.ts';
import type { Level } from '../../base/levels.ts';
import { artifactUri } from '../text/artifact-uri.ts';
import { visible } from '../text/visible.ts';
import { documentationUrl, type FindingRecord, findingRecords, fullOrigin } from './finding-record.ts';
import { formatJson } from './findings-json.ts';
import type { FindingsReport } from './findings-report.ts';

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
/** Section 3.58.6. */
const sarifLevel: Readonly<Record<Level, string>> = { Error: 'error', Warning: 'warning', Info: 'note' };

/**
 * Findings as a SARIF 2.1.0 log (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html) with one run, as
 * GitHub's code scanning takes it (https://docs.github.com/en/code-security/reference/code-scanning/sarif-files).
 */
export function findingsSarif({ findings, messages, skipped, version, cwd }: FindingsReport): string {
  const records = findingRecords(findings);
  const codes = [...new Set(records.map(({ code }) => code))].sort();
  const types = new Map(messages.map((type) => [type.code, type]));
  const rules = codes.map((code) => rule(code, types.get(code)));
  const ruleIndex = new Map(codes.map((code, i) => [code, i]));
  const run = {
    tool: { driver: { name: 'meshwright', version, semanticVersion: version, rules } },
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: skipped.map(skippedNotification) }],
    columnKind: 'utf16CodeUnits',
    results: records.map((record) => result(record, ruleIndex.get(record.code)!, cwd)),
  };
  return formatJson({ $schema: schema, version: '2.1.0', runs: [run] });
}

/** A reportingDescriptor (section 3.49); a code outside the catalogue is known by its id alone. */
function rule(code: string, type: MessageType | undefined): object {
  if (type === undefined) return { id: code };
  const url = documentationUrl(code);
  const more = `\`meshwright explain ${code}\` says more, with examples.`;
  return {
    id: code,
    name: type.name,
    shortDescription: { text: type.summary },
    fullDescription: { text: type.summary },
    ...(url !== undefined && { helpUri: url }),
    help: {
      text: `${type.summary}. ${more.replaceAll('`', '"')}${url === undefined ? '' : ` Istio's page: ${url}`}`,
      markdown: `${type.summary}.\n\n${more}${url === undefined ? '' : `\n\n[Istio's page about ${code}](${url})`}`,
    },
    defaultConfiguration: { level: sarifLevel[type.level] },
    properties: { tags: ['istio', 'kubernetes'] },
  };
}

/** A result (section 3.27). */
function result(record: FindingRecord, ruleIndex: number, cwd: string): object {
  const { code, level, message, analyzer } = record;
  return {
    ruleId: code,
    ruleIndex,
    level: sarifLevel[level],
    message: { text: plainMessage(message) },
    locations: [
      {
        ...(record.file !== '' && { physicalLocation: physicalLocation(record, cwd) }),
        logicalLocations: logicalLocations(record),
      },
    ],
    partialFingerprints: { 'meshwrightFinding/v1': fingerprint(record) },
    properties: { analyzer },
  };
}

/** Section 3.29; a resource of a cluster has none. */
function physicalLocation({ file, line, column, endLine, endColumn }: FindingRecord, cwd: string): object {
  const { uri, relative } = artifactUri(file, cwd);
  return {
    artifactLocation: { uri, ...(relative && { uriBaseId: '%SRCROOT%' }) },
    region: { startLine: line, startColumn: column, endLine, endColumn },
  };
}

/** Section 3.33: the resource, and the field in it. */
function logicalLocations(record: FindingRecord): object[] {
  const { path } = record;
  const resource = fullOrigin(record);
  const locations = [{ fullyQualifiedName: resource, kind: 'resource' }];
  return path === ''
    ? locations
    : [...locations, { name: path, fullyQualifiedName: `${resource} ${path}`, kind: 'property' }];
}

/**
 * What makes the finding the same finding after lines have moved (section 3.27.17). GitHub's upload action adds
 * `primaryLocationLineHash` of its own, so that is left to it.
 */
function fingerprint(record: FindingRecord): string {
  const identity = [record.code, fullOrigin(record), record.path, record.message].join('\0');
  return createHash('sha256').update(identity).digest('hex').slice(0, 32);
}

/** Section 3.11.6: `[text](destination)` would be a link, which a value must not be able to make. */
const plainMessage = (text: string): string => visible(text).replaceAll('](', '\\](');

function skippedNotification({ id, evidence = {} }: Analyzer): object {
  return {
    level: 'note',
    message: { text: `${id} was skipped: the input holds no ${Object.keys(evidence).join(', ')}` },
  };
}
