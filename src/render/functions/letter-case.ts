import { lower, space, upper } from './strings.ts';

/**
 * Words joined in other ways, by the rules of the library xstrings, which sprig uses: `HTTPServer` is `http_server`,
 * `http2xx` is `http_2xx`, `Bld4Floor3rd` is `bld4_floor_3rd`.
 */
export const snakeCase = (text: string): string => lowerJoined(text, '_');
/** The same with dashes: `HTTPServer` is `http-server`. */
export const kebabCase = (text: string): string => lowerJoined(text, '-');

const isUpper = (character: string): boolean => /\p{Lu}/u.test(character);
const isConnector = (character: string): boolean => character === '-' || character === '_' || space.test(character);

/** Words joined with a capital letter each: `http_server` is `HttpServer`. */
export function pascalCase(text: string): string {
  const characters = [...text];
  let i = characters.findIndex((character) => !isConnector(character));
  // xstrings writes the last one twice.
  if (i < 0) return text + (characters.at(-1) ?? '');
  let result = characters.slice(0, i).join('');
  let isInCapitals = isUpper(characters[i]!);
  let current = upper(characters[i]!);
  for (i++; i < characters.length; i++) {
    const before = current;
    current = characters[i]!;
    if (isConnector(current) && isConnector(before)) {
      result += before;
      continue;
    }
    if (isConnector(before)) {
      isInCapitals = isUpper(current);
      current = upper(current);
      continue;
    }
    if (isInCapitals && isUpper(current)) current = lower(current);
    else isInCapitals = false;
    result += before;
  }
  return result + current;
}

type Kind = 'none' | 'number' | 'capitals' | 'letters' | 'connector' | 'punctuation' | 'other';
interface Word {
  readonly kind: Kind;
  readonly text: string;
}

/** Chinese characters are no letters here. */
const isLetter = (character: string): boolean =>
  /\p{L}/u.test(character) && !/[\u3400-\u4d85\u4e00-\u9fcc\u{20000}-\u{2b81d}]/u.test(character);
const isPunctuation = (character: string): boolean => /\p{P}/u.test(character);
const isNumber = (character: string): boolean => /\p{N}/u.test(character);

const tests: readonly (readonly [Kind, (character: string) => boolean])[] = [
  ['connector', isConnector],
  ['punctuation', isPunctuation],
  ['capitals', isUpper],
  ['letters', isLetter],
  ['number', isNumber],
];
const kindOf = (character: string): Kind => tests.find(([, test]) => test(character))?.[0] ?? 'other';

const continues = (kind: Kind, character: string): boolean =>
  tests.find(([one]) => one === kind)?.[1](character) ?? kindOf(character) === 'other';

/** The text's words: a capital that small letters follow is theirs. */
function wordsOf(text: string): Word[] {
  const characters = [...text];
  const words: Word[] = [];
  const isLower = (at: number): boolean =>
    at < characters.length && isLetter(characters[at]!) && !isUpper(characters[at]!);
  for (let i = 0; i < characters.length; ) {
    const kind = kindOf(characters[i]!);
    let end = i + 1;
    if (kind === 'capitals' && isLower(end)) while (isLower(end)) end++;
    else if (kind === 'letters') while (isLower(end)) end++;
    else {
      // Dashes go on with punctuation, though they would start as connectors.
      while (end < characters.length && continues(kind, characters[end]!)) end++;
      if (kind === 'capitals' && end - i > 1 && isLower(end)) end--;
    }
    words.push({ kind, text: characters.slice(i, end).join('') });
    i = end;
  }
  return words;
}

const isWordPart = ({ kind }: Word): boolean => kind === 'letters' || kind === 'number';
const needsNoConnector = ({ kind }: Word): boolean => kind === 'connector' || kind === 'punctuation';
const none: Word = { kind: 'none', text: '' };

function lowerJoined(text: string, connector: string): string {
  const words = wordsOf(text);
  let result = '';
  let at = 0;
  const write = ({ kind, text: word }: Word): void => {
    if (kind === 'capitals')
      result += [...word].map((character) => (isUpper(character) ? lower(character) : character)).join('');
    else if (kind === 'connector')
      result += [...word].map((character) => (isConnector(character) ? connector : character)).join('');
    else result += word;
  };
  const next = (): Word => words[at++] ?? none;
  const isLast = (): boolean => at >= words.length;
  let word = next();
  while (!isLast()) {
    if (word.kind !== 'connector') write(word);
    const previous = word;
    word = next();
    if (previous.kind === 'number') {
      while (isWordPart(word)) {
        write(word);
        word = next();
      }
      if (word.kind !== 'none' && !needsNoConnector(word)) result += connector;
    } else if (previous.kind === 'connector') write(previous);
    else if (previous.kind !== 'punctuation') {
      if (word.kind !== 'number') {
        if (!needsNoConnector(word)) result += connector;
        continue;
      }
      if (isLast()) continue;
      const number = word;
      word = next();
      if (word.kind !== 'letters') {
        write(number);
        if (!needsNoConnector(word)) result += connector;
        continue;
      }
      result += connector;
      write(number);
      while (isWordPart(word)) {
        write(word);
        word = next();
      }
      if (word.kind !== 'none' && !needsNoConnector(word)) result += connector;
    }
  }
  write(word);
  return result;
}
