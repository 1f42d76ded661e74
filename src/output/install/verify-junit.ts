import { words } from '../../install/apply/object-reference.ts';
import type { Verdict } from '../../install/verify/verify-objects.ts';
import type { Style } from '../style.ts';
import { xmlAttributes, xmlDeclaration, xmlText } from '../text/xml.ts';
import { fieldChangesText } from './field-changes-text.ts';

/**
 * An installation as JUnit XML: a case for each object, which fails where the object is not as it should be.
 *
 * @param plain a style without colour
 */
export function verifyJunit(verdicts: readonly Verdict[], plain: Style): string {
  const failures = verdicts.filter(({ state }) => state !== 'ok').length;
  const counts = { tests: verdicts.length, failures, errors: 0, skipped: 0 };
  return `${[
    xmlDeclaration,
    `<testsuites${xmlAttributes({ name: 'meshwright', ...counts })}>`,
    `  <testsuite${xmlAttributes({ name: 'verify-install', ...counts })}>`,
    ...verdicts.map((verdict) => caseOf(verdict, plain)),
    '  </testsuite>',
    '</testsuites>',
  ].join('\n')}\n`;
}

const shown: Readonly<Record<Verdict['state'], string>> = {
  ...{ ok: 'ok', missing: 'missing', different: 'different', notReady: 'not ready', unknown: 'not readable' },
};

function caseOf(verdict: Verdict, plain: Style): string {
  const { state, message, changes = [] } = verdict;
  const attributes = xmlAttributes({ classname: `verify-install.${verdict.kind}`, name: words(verdict) });
  if (state === 'ok') return `    <testcase${attributes}/>`;
  const summary = `${words(verdict)} is ${shown[state]}`;
  const lines = [message ?? summary, ...fieldChangesText(changes, plain).split('\n').filter(Boolean)];
  return [
    `    <testcase${attributes}>`,
    `      <failure${xmlAttributes({ type: state, message: summary })}>${lines.map(xmlText).join('\n')}</failure>`,
    '    </testcase>',
  ].join('\n');
}
