import { stringify } from 'yaml';
import { findingRecords } from './finding-record.ts';
import type { FindingsReport } from './findings-report.ts';
import { escapeInvisible } from './visible.ts';

/**
 * Findings as a YAML list of `FindingRecord`. Strings are quoted as JSON's are, which YAML 1.1 and 1.2 (1.2.2, section
 * 7.3.1) read alike, whatever the string looks like.
 */
export const findingsYaml = ({ findings }: FindingsReport): string =>
  escapeInvisible(
    stringify(findingRecords(findings), {
      defaultStringType: 'QUOTE_DOUBLE',
      defaultKeyType: 'PLAIN',
      doubleQuotedAsJSON: true,
      lineWidth: 0,
    }),
  );
