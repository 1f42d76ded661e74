import type { ServerPort } from '../proxy/mtls/report.ts';
import { portName } from '../proxy/mtls/strict-assertion.ts';
import type { MtlsResult } from './mtls-record.ts';
import { portRows } from './mtls-rows.ts';
import { xmlAttributes, xmlDeclaration, xmlText } from './xml.ts';

/**
 * Ports as JUnit XML: a case for each, which fails where it is asserted to be STRICT and is not, and is skipped where an
 * exception allows that. Without an assertion all pass.
 */
export function mtlsJunit({ ports, assertion }: MtlsResult): string {
  const failing = new Set(assertion?.failing);
  const excepted = new Set(assertion?.excepted);
  const counts = { tests: ports.length, failures: failing.size, errors: 0, skipped: excepted.size };
  const cases = ports.map((port) => caseOf(port, failing.has(port), excepted.has(port)));
  const lines = [
    xmlDeclaration,
    `<testsuites${xmlAttributes({ name: 'meshwright', ...counts })}>`,
    `  <testsuite${xmlAttributes({ name: 'mtls', ...counts })}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

function caseOf(port: ServerPort, isFailing: boolean, isExcepted: boolean): string {
  const attributes = xmlAttributes({ classname: 'mtls', name: portName(port) });
  if (!isFailing && !isExcepted) return `    <testcase${attributes}/>`;
  const why = portRows([port]).rows[0]!.at(-1)!;
  const message = `${portName(port)} is ${port.mode}, not STRICT`;
  const body = isFailing
    ? `<failure${xmlAttributes({ message })}>${xmlText(message)}\n${xmlText(why)}</failure>`
    : `<skipped${xmlAttributes({ message: `${message}, as --except allows` })}/>`;
  return `    <testcase${attributes}>\n      ${body}\n    </testcase>`;
}
