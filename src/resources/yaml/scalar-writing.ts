import { remembered } from '../../base/remembered.ts';
import { resolve } from './scalars.ts';

/** How YAML writes a value that is no text and no collection. */
export function simpleValue(value: null | boolean | number): string {
  const written = String(value);
  // YAML 1.1 takes 1e+21 for a text.
  return typeof value === 'number' ? written.replace(/^(-?\d+)e/, '$1.0e') : written;
}

/** A text that no reader of YAML can take for anything else: most are. */
const surelyText = /^[A-Za-z/][\w./-]{5,}$/;
const special = /^[-?:](?:\s|$)|^[,[\]{}#&*!|>'"%@`=]|: |:$| #|^\s|\s$|^(?:---|\.\.\.)/;
/** What some readers of YAML 1.1 take for a date, or for a number: to the base of 60, with underscores, or a bare dot. */
const oldNumber =
  /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$|^\d{4}-\d\d?-\d\d?|^[-+]?[\d_]*\.?[\d_]*(?:[eE][-+]?[\d_]+)?$/;
/** Characters that are written as they are; others need double quotes. */
const printable = /^[\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/;

/** A text as the value of a field or item: several lines are a block, whose lines after the first start with `inner`. */
export function textValue(value: string, inner: string): string {
  if (!value.includes('\n')) return oneLine(value);
  const isBlank = /^\s*$/.test(value);
  if (isBlank || !printable.test(value) || /^\n*\t/.test(value)) return escaped(value);
  const end = value.endsWith('\n\n') ? '+' : value.endsWith('\n') ? '' : '-';
  const width = /^\n* /.test(value) ? '2' : '';
  const lines = value.replace(/\n$/, '').split('\n');
  return `|${width}${end}\n${lines.map((line) => line && `${inner}${line}`).join('\n')}`;
}

/** A key, or a text on one line. */
export const oneLine = (value: string): string => (surelyText.test(value) ? value : quoted(value));

const quoted = remembered((value) => {
  const isPlain = printable.test(value) && !/[\t\n]/.test(value) && !special.test(value) && !oldNumber.test(value);
  if (isPlain && resolve(value).type === 'string' && value !== '<<') return value;
  const isSingle = /["\\]/.test(value) && printable.test(value) && !/['\t\n]/.test(value);
  return isSingle ? `'${value}'` : escaped(value);
});

/** JSON's escapes are YAML's too; what JSON leaves as it is and YAML does not take is escaped as well. */
export const escaped = (value: string): string =>
  JSON.stringify(value).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
