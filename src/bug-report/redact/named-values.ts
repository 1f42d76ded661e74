import { isPasswordName, isSecretName, isSecretValue, redacted } from './secret-names.ts';

/** A name that may be a secret's, its closing quote, the sign between, and the quote that the value opens with. */
const pair =
  /(?<![\w.-])([\w.-]{0,80}?(?:pass|pw|secret|token|key|credential|authorization|cookie|connection_?string)[\w.-]{0,80})(\\*["'])?([ \t]*(?:=>|[:=])[ \t]*|[ \t]+(?=[^\s:=-]))(\\*["'])?/gi;
const hint = /pass|pw|secret|token|key|credential|authorization|cookie|connection_?string/i;

/**
 * A line without the values of fields whose names say that they are secret, as JSON, YAML, properties, queries of URLs,
 * headers, flags of programs and logs write them.
 */
export function redactNamedValues(line: string): string {
  if (!hint.test(line)) return line;
  let out = '';
  let done = 0;
  pair.lastIndex = 0;
  for (let match = pair.exec(line); match !== null; match = pair.exec(line)) {
    const [whole, name, closing, sign, quote = ''] = match as unknown as [string, string, string?, string?, string?];
    const start = match.index + whole.length;
    const before = line.slice(0, match.index);
    const end = valueEnd(line, start, quote, unquoted(name, sign!, before, line.slice(start)));
    const value = line.slice(start, end);
    if (!isSecretHere({ name, value, sign: sign!, before, isQuoted: (closing ?? quote) !== '' })) {
      // The value may be a name itself.
      pair.lastIndex = match.index + Math.max(1, whole.length - quote.length);
      continue;
    }
    out += `${line.slice(done, start)}${redacted}`;
    done = end;
    pair.lastIndex = end;
  }
  return done === 0 ? line : out + line.slice(done);
}

interface Here {
  readonly name: string;
  readonly value: string;
  readonly sign: string;
  /** The line up to the name. */
  readonly before: string;
  readonly isQuoted: boolean;
}

function isSecretHere({ name, value, sign, before, isQuoted }: Here): boolean {
  if (!isSecretName(name) || !isSecretValue(name, value) || /^[{[|>&*]/.test(value)) return false;
  // `--password hunter2`: only a flag's value stands behind a blank.
  if (sign.trim() === '') return /(?:^|[\s"'])$/.test(before) && name.startsWith('--');
  // `password: hunter2`: a field where it starts the line, and in prose what looks like one.
  if (isQuoted || !sign.startsWith(':') || /^[\s>#*-]*$/.test(before)) return true;
  return isPasswordName(name) || (value.length >= 16 && /\d/.test(value) && !/\s/.test(value));
}

/** How far a value without quotes goes: as far as what it is written in lets it. */
function unquoted(name: string, sign: string, before: string, rest: string): RegExp {
  if (/(?:^|-)cookies?$|^(?:proxy-)?authorization$/i.test(name)) return /^[^"'\\\r\n]*/;
  if (name.startsWith('--')) return /^[^\s"'\\]*/;
  // A line of YAML or of properties; in logs, further fields may follow.
  const isField = /^[\s>#*-]*$/.test(before) && !/^\S*[,;&]?\s+[\w.-]+=/.test(rest) && !/^[{[]/.test(rest);
  if (isField && sign.trim() !== '') return /^[^\r\n]*/;
  return /^[^\s"',;&)}\]\\]*/;
}

/**
 * Where a value ends that starts at `start`, behind its opening quote, if it has one.
 *
 * @param plain what matches a value without quotes
 */
export function valueEnd(line: string, start: number, quote: string, plain: RegExp): number {
  if (quote === '') return start + plain.exec(line.slice(start))![0].length;
  // Text in JSON in JSON has its quotes escaped: the same number of backslashes closes what they opened.
  for (let at = line.indexOf(quote, start); at >= 0; at = line.indexOf(quote, at + 1)) {
    if (line[at - 1] !== '\\') return at;
    let slashes = 0;
    while (line[at - 1 - slashes] === '\\') slashes++;
    if (quote.length === 1 && slashes % 2 === 0) return at;
  }
  return line.length;
}
