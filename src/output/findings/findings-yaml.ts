import { stringify } from 'yaml';
import { escapeInvisible } from '../text/visible.ts';
import { findingRecords } from './finding-record.ts';
import type { FindingsReport } from './findings-report.ts';

/** Findings as a YAML list of `FindingRecord`. */
export const findingsYaml = ({ findings }: FindingsReport): string => formatYaml(findingRecords(findings));

/**
 * A value as YAML that is safe to print. Strings are quoted as JSON's are, which YAML 1.1 and 1.2 (1.2.2, section 7.3.1)
 * read alike, whatever the string looks like.
 */
export const formatYaml = (value: unknown): string =>
  escapeInvisible(
    stringify(value, {
      defaultStringType: 'QUOTE_DOUBLE',
      defaultKeyType: 'PLAIN',
      doubleQuotedAsJSON: true,
      lineWidth: 0,
    }),
  );
