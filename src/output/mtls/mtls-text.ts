import { counted } from '../../base/counted.ts';
import type { StrictAssertion } from '../../proxy/mtls/strict-assertion.ts';
import type { Verification } from '../../proxy/mtls/verify/verify-proxy.ts';
import type { Paint, Style } from '../style.ts';
import type { Look } from '../text/look.ts';
import { formatTable } from '../text/table.ts';
import type { MtlsResult } from './mtls-record.ts';
import { connectionRows, disagreementRows, extentOf, portRows, type Rows } from './mtls-rows.ts';

/** What ports take, what calls come to, and which ports are not as asserted, as tables below headings. */
export function mtlsText(result: MtlsResult, look: Look, style: Style): string {
  const { ports, connections, assertion, verification } = result;
  const parts = [
    ...(ports.length > 0 ? [section('What ports take', portRows(ports), look, style)] : []),
    ...(connections.length > 0 ? [section('What calls come to', connectionRows(result), look, style)] : []),
    ...(assertion === undefined ? [] : [assertionText(assertion, look, style)]),
    ...(verification === undefined ? [] : [verificationText(verification, look, style)]),
  ];
  return parts.join('\n');
}

function assertionText({ failing, excepted }: StrictAssertion, look: Look, style: Style): string {
  const besides = excepted.length === 0 ? '' : ` besides ${counted(excepted.length, 'exception')}`;
  if (failing.length === 0) return `Every port is STRICT${besides}.\n`;
  return section(`Not STRICT (${counted(failing.length, 'port')}${besides})`, portRows(failing), look, style);
}

function verificationText(verification: Verification, look: Look, style: Style): string {
  const extent = extentOf(verification);
  if (verification.disagreements.length === 0) return `Proxies do as the resources say: ${extent}.\n`;
  return section(`What proxies do otherwise, of ${extent}`, disagreementRows(verification), look, style);
}

const bad: readonly string[] = ['DISABLE', 'plaintext', 'blocked', 'no endpoint'];

function section(heading: string, { header, rows }: Rows, look: Look, style: Style): string {
  const paint = (cell: string, _column: number, row: number): Paint => {
    if (row < 0) return style.dim;
    if (cell.endsWith(' refused')) return (text) => style.level('Error', text);
    return (text) => (bad.includes(cell) ? style.level('Warning', text) : text);
  };
  return `${style.bold(`${heading}:`)}\n${formatTable(header, rows, look, { paint })}`;
}
