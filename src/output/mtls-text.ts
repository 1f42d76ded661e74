import { counted } from '../base/counted.ts';
import type { StrictAssertion } from '../proxy/mtls/strict-assertion.ts';
import type { MtlsResult } from './mtls-record.ts';
import { connectionRows, portRows, type Rows } from './mtls-rows.ts';
import type { Style } from './style.ts';
import { formatTable } from './table.ts';

/** What ports take, what calls come to, and which ports are not as asserted, as tables below headings. */
export function mtlsText(result: MtlsResult, style: Style): string {
  const { ports, connections, assertion } = result;
  const parts = [
    ...(ports.length > 0 ? [section('What ports take', portRows(ports), style)] : []),
    ...(connections.length > 0 ? [section('What calls come to', connectionRows(result), style)] : []),
    ...(assertion === undefined ? [] : [assertionText(assertion, style)]),
  ];
  return parts.join('\n');
}

function assertionText({ failing, excepted }: StrictAssertion, style: Style): string {
  const besides = excepted.length === 0 ? '' : ` besides ${counted(excepted.length, 'exception')}`;
  if (failing.length === 0) return `Every port is STRICT${besides}.\n`;
  return section(`Not STRICT (${counted(failing.length, 'port')}${besides})`, portRows(failing), style);
}

const bad: readonly string[] = ['DISABLE', 'plaintext', 'blocked', 'no endpoint'];

function section(heading: string, { header, rows }: Rows, style: Style): string {
  const paint = (cell: string, _column: number, row: number): string => {
    if (row < 0) return style.dim(cell);
    if (cell.endsWith(' refused')) return style.level('Error', cell);
    return bad.includes(cell) ? style.level('Warning', cell) : cell;
  };
  return `${style.bold(`${heading}:`)}\n${formatTable(header, rows, { paint })}`;
}
