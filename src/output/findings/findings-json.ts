import { escapeInvisible } from '../text/visible.ts';
import { findingRecords } from './finding-record.ts';
import type { FindingsReport } from './findings-report.ts';

/** Findings as a JSON array (RFC 8259) of `FindingRecord`; `[]` when there are none. */
export const findingsJson = ({ findings }: FindingsReport): string => formatJson(findingRecords(findings));

/** A value as indented JSON that is safe to print: nothing in it acts on a terminal. */
export const formatJson = (value: unknown): string => `${escapeInvisible(JSON.stringify(value, null, 2))}\n`;
