import type { ServerPort } from '../../proxy/mtls/report.ts';
import { portName } from '../../proxy/mtls/strict-assertion.ts';
import type { Verification } from '../../proxy/mtls/verify/verify-proxy.ts';
import { xmlAttributes, xmlDeclaration, xmlText } from '../text/xml.ts';
import type { MtlsResult } from './mtls-record.ts';
import { portRows } from './mtls-rows.ts';

/**
 * Ports as JUnit XML: a case for each, which fails where it is asserted to be STRICT and is not, and is skipped where an
 * exception allows that. Without an assertion all pass. Each proxy that was looked into is a case, too.
 */
export function mtlsJunit({ ports, assertion, verification }: MtlsResult): string {
  const failing = new Set(assertion?.failing);
  const excepted = new Set(assertion?.excepted);
  const proxies = verification?.proxies.map((proxy) => proxyCase(proxy, verification)) ?? [];
  const counts = {
    tests: ports.length + proxies.length,
    failures: failing.size + proxies.filter(({ hasFailed }) => hasFailed).length,
    errors: 0,
    skipped: excepted.size,
  };
  const cases = [
    ...ports.map((port) => caseOf(port, failing.has(port), excepted.has(port))),
    ...proxies.map(({ text }) => text),
  ];
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

function proxyCase(
  proxy: string,
  { disagreements }: Verification,
): { readonly text: string; readonly hasFailed: boolean } {
  const own = disagreements.filter((one) => one.proxy === proxy);
  const attributes = xmlAttributes({ classname: 'mtls.proxies', name: proxy });
  if (own.length === 0) return { text: `    <testcase${attributes}/>`, hasFailed: false };
  const message = `${proxy} does otherwise than the resources say`;
  const lines = own.map(({ about, expected, found }) => `${about}: expected ${expected}, found ${found}`);
  const failure = `<failure${xmlAttributes({ message })}>${xmlText(lines.join('\n'))}</failure>`;
  return { text: `    <testcase${attributes}>\n      ${failure}\n    </testcase>`, hasFailed: true };
}
