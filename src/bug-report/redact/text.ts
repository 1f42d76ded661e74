import { redactNamedValues, valueEnd } from './named-values.ts';
import { isSecretName, isSecretValue, redacted } from './secret-names.ts';
import { redactShapes } from './secret-shapes.ts';

/** Characters of a line that are looked at together; longer ones, as JSON without line ends, are cut between values. */
const longestLine = 256 * 1024;
/** Lines for which a name waits for its value: `"name": "DB_PASSWORD"`, and in the next line or two `"value": …`. */
const patience = 3;

const privateKey = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----\s*$/;
const keyEnd = /-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----/;
/** A line of a key: base64, or a header as `Proc-Type: 4,ENCRYPTED`, behind whatever a log puts before it. */
const keyLine = /^\s*[A-Za-z0-9+/=]{1,80}\s*$|^\s*[A-Z][\w-]+: \S+\s*$|\s[A-Za-z0-9+/=]{32,80}\s*$|^\s*$/;

const naming = /(?:^|[\s{,\\"'-])(?:name|key|header|header_?name|env)\\*["']?\s*[:=]\s*\\*["']?([\w.-]+)/gi;
const valueStart = /(?:^|[\s{,\\"'-])(?:value|raw_?value|exact|prefix)\\*["']?\s*[:=]\s*(\\*["'])?/gi;
const hasNaming = /name|key|header|env/i;
/** A field whose text is in the following lines (YAML, block scalars). */
const block = /^(\s*(?:- +)?)["']?([\w.-]+)["']?:\s*[|>][-+\d]*\s*$/;

/**
 * Takes secrets out of a text that comes in pieces: logs, YAML, JSON, dumps of proxies. It goes line by line, and holds no more
 * than one. What it knows: private keys, tokens and passwords of known shapes, and values whose names say what they are.
 */
export class TextRedactor {
  #rest = '';
  #isInKey = false;
  /** How many more lines a name that is a secret's waits for its value. */
  #waiting = 0;
  /** The indentation of a block of text that is a secret. */
  #block: { readonly indent: number; isTold: boolean } | undefined;

  /** @returns what is known to hold no secret; the rest comes later */
  push(text: string): string {
    const all = this.#rest + text;
    let out = '';
    let start = 0;
    for (let end = all.indexOf('\n', start); end >= 0; end = all.indexOf('\n', start)) {
      out += this.#lines(all.slice(start, end + 1));
      start = end + 1;
    }
    this.#rest = all.slice(start);
    while (this.#rest.length > longestLine) {
      const cut = cutBetweenValues(this.#rest);
      out += this.#line(this.#rest.slice(0, cut));
      this.#rest = this.#rest.slice(cut);
    }
    return out;
  }

  /** The last of it. */
  end(): string {
    const rest = this.#rest;
    this.#rest = '';
    return this.#lines(rest);
  }

  #lines(line: string): string {
    let out = '';
    let rest = line;
    while (rest.length > longestLine) {
      const cut = cutBetweenValues(rest);
      out += this.#line(rest.slice(0, cut));
      rest = rest.slice(cut);
    }
    return out + this.#line(rest);
  }

  #line(line: string): string {
    if (this.#isInKey) return this.#inKey(line);
    if (this.#block !== undefined) {
      const indent = /^\s*/.exec(line)![0].replace(/\n/g, '').length;
      if (line.trim() === '' || indent > this.#block.indent) {
        if (this.#block.isTold) return '';
        this.#block.isTold = true;
        return `${' '.repeat(this.#block.indent + 2)}${redacted}\n`;
      }
      this.#block = undefined;
    }
    const field = block.exec(line);
    if (field !== null && isSecretName(field[2]!)) this.#block = { indent: field[1]!.length, isTold: false };
    if (privateKey.test(line)) {
      this.#isInKey = true;
      return `${this.#fields(line.replace(/-----BEGIN [A-Z0-9 ]*PRIVATE KEY.*/s, ''))}${redacted}\n`;
    }
    return this.#fields(line);
  }

  #fields(line: string): string {
    return redactNamedValues(this.#pairs(redactShapes(line)));
  }

  /** Leaves out lines up to the key's end; what is no line of a key ends it too, for a key that was cut off. */
  #inKey(line: string): string {
    if (keyEnd.test(line)) {
      this.#isInKey = false;
      return this.#line(line.replace(/^.*-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----/s, ''));
    }
    if (keyLine.test(line)) return '';
    this.#isInKey = false;
    return this.#line(line);
  }

  /** `name: DB_PASSWORD` and then `value: hunter2`, in one line or in two. */
  #pairs(line: string): string {
    if (this.#waiting === 0 && !hasNaming.test(line)) return line;
    const plain = line.includes('{') ? /^[^,}\r\n]*/ : /^[^\r\n]*/;
    const names = matches(naming, line).map((match) => ({ at: match.index, isSecret: isSecretName(match[1]!) }));
    let isSecret = this.#waiting > 0;
    let out = '';
    let done = 0;
    for (const match of this.#waiting > 0 || names.some((one) => one.isSecret) ? matches(valueStart, line) : []) {
      if (match.index < done) continue;
      while (names[0] !== undefined && names[0].at < match.index) isSecret = names.shift()!.isSecret;
      if (!isSecret) continue;
      const start = match.index + match[0].length;
      const end = valueEnd(line, start, match[1] ?? '', plain);
      isSecret = false;
      this.#waiting = 0;
      const value = line.slice(start, end);
      if (!isSecretValue('password', value) || /^[{[]/.test(value)) continue;
      out += `${line.slice(done, start)}${redacted}`;
      done = end;
    }
    const last = names.at(-1);
    if (last !== undefined) this.#waiting = last.isSecret ? patience : 0;
    else if (this.#waiting > 0) this.#waiting--;
    return out + line.slice(done);
  }
}

/** As String.matchAll, which compiles its expression anew each time: a hundred times slower on short lines. */
function matches(expression: RegExp, text: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  expression.lastIndex = 0;
  for (let match = expression.exec(text); match !== null; match = expression.exec(text)) found.push(match);
  return found;
}

/** Where a long line may be cut: behind a comma that a quote follows, so that no text of JSON is. */
function cutBetweenValues(text: string): number {
  const at = text.lastIndexOf(',"', longestLine);
  if (at > 0) return at + 1;
  const blank = text.lastIndexOf(' ', longestLine);
  return blank > 0 ? blank + 1 : longestLine;
}

/** A text without its secrets. */
export function redactText(text: string): string {
  const redactor = new TextRedactor();
  return redactor.push(text) + redactor.end();
}
