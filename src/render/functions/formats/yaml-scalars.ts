import { resolve } from '../../../resources/yaml/scalars.ts';
import { parseTime } from '../time/parse.ts';

/** How a scalar may be written: what Go's emitter finds out before it chooses (libyaml's yaml_emitter_analyze_scalar). */
export interface ScalarForms {
  readonly plain: boolean;
  readonly singleQuoted: boolean;
  readonly literal: boolean;
  /** It holds a line break. */
  readonly multiline: boolean;
}

/** What is written without escapes: nothing beyond the Basic Multilingual Plane, no control character, no byte order mark. */
const unprintable = /[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const exceptTabs = /[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const lineBreak = /[\r\n\x85\u2028\u2029]/;
/** What would read as something else in block style. */
const indicators = /^(---|\.\.\.)|^[#,[\]{}&*!|>'"%@`]|^[?:-](?=[ \t]|$)|:(?=[ \t]|$)|[ \t\r\n\x85\u2028\u2029\0]#/;
const base60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;

/** True for a character that is written with an escape. */
export const isUnprintable = (character: string): boolean => unprintable.test(character) || character.length > 1;
/** True where the text holds a line break. */
export const isBreak = (text: string): boolean => lineBreak.test(text);

/** Letters alone, which are no word that YAML has a meaning for: most strings, and nothing needs to be found out. */
const simple = /^[A-Za-z][A-Za-z0-9./_-]{5,}$/;

/** How a string may be written. `generation` is that of go-yaml. */
export function scalarForms(text: string, generation: 2 | 3): ScalarForms {
  if (simple.test(text)) return { plain: true, singleQuoted: true, literal: true, multiline: false };
  if (text === '') return { plain: true, singleQuoted: true, literal: false, multiline: false };
  const multiline = lineBreak.test(text);
  const isSpecial = (generation === 3 ? exceptTabs : unprintable).test(text) || / [\r\n\x85\u2028\u2029]/.test(text);
  const hasTab = generation === 3 && text.includes('\t');
  const breakSpace = /[\r\n\x85\u2028\u2029] /.test(text);
  const edges = /^ | $/.test(text);
  return {
    plain: !(isSpecial || hasTab || multiline || edges || indicators.test(text)),
    singleQuoted: !(isSpecial || hasTab || breakSpace),
    literal: !(isSpecial || text.endsWith(' ')),
    multiline,
  };
}

const timestamps = [
  '2006-1-2T15:4:5.999999999Z07:00',
  '2006-1-2t15:4:5.999999999Z07:00',
  '2006-1-2 15:4:5.999999999',
  '2006-1-2',
];

/** True for strings that unquoted would be read as something else by YAML 1.1. */
export function needsQuotes(text: string): boolean {
  if (text === '' || resolve(text).type !== 'string') return true;
  if (!/^[-+0-9]/.test(text)) return false;
  if (text.includes(':') && base60.test(text)) return true;
  return /^\d{4}-/.test(text) && timestamps.some((layout) => parseTime(layout, text) !== undefined);
}
