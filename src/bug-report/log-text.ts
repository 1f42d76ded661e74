import { wildcard } from '../base/wildcard.ts';
import type { LogSettings } from './settings.ts';

/** What a line weighs by its level, as istioctl has it. */
const weights: Readonly<Record<string, number>> = { fatal: 1000, error: 100, warn: 10, warning: 10, critical: 1000 };
/** More than any number of lines. */
const critical = 1e12;

/** `2026-11-23T03:00:00.123Z\terror\t…`, as Istio and its Envoys write; ztunnel with blanks between. */
const plain =
  /^(\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d))\s+(?:[\w-]+\s+)?(fatal|critical|error|warn(?:ing)?)\s+(.*)$/i;

interface Line {
  readonly level: string;
  readonly message: string;
}

function lineOf(text: string): Line | undefined {
  if (text.startsWith('{')) return jsonLine(text);
  const [, , level, message] = plain.exec(text) ?? [];
  return level === undefined ? undefined : { level: level.toLowerCase(), message: message! };
}

/** A line as Istio writes it with `--log_as_json`. */
function jsonLine(text: string): Line | undefined {
  // Most lines are of no weight, and need not be parsed.
  if (!/"level"\s*:\s*"(?:fatal|error|warn)/i.test(text)) return undefined;
  try {
    const { level, msg, message } = JSON.parse(text) as Record<string, unknown>;
    return { level: String(level).toLowerCase(), message: String(msg ?? message ?? '') };
  } catch {
    return undefined;
  }
}

/**
 * Reads a log that comes in pieces, whose lines begin with their times where the settings have an end: leaves out those and what
 * came after the end, and weighs the rest by its errors.
 */
export class LogText {
  readonly #end: number | undefined;
  readonly #isCritical: (message: string) => boolean;
  readonly #isIgnored: (message: string) => boolean;
  #rest = '';
  #weight = 0;
  #isPast = false;

  constructor({ to, criticalErrors, ignoredErrors }: LogSettings) {
    this.#end = to;
    this.#isCritical = anyOf(criticalErrors);
    this.#isIgnored = anyOf(ignoredErrors);
  }

  /** How important the log is, as far as it was read. */
  get importance(): number {
    return this.#weight;
  }

  push(text: string): string {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop()!;
    let out = '';
    for (const line of lines) out += this.#line(`${line}\n`);
    return out;
  }

  end(): string {
    const rest = this.#rest;
    this.#rest = '';
    return rest === '' ? '' : this.#line(rest);
  }

  #line(whole: string): string {
    let line = whole;
    if (this.#end !== undefined) {
      const time = Date.parse(line.slice(0, line.indexOf(' ')));
      if (!Number.isNaN(time)) {
        this.#isPast = time > this.#end;
        line = line.slice(line.indexOf(' ') + 1);
      }
      if (this.#isPast) return '';
    }
    const read = lineOf(line.trimEnd());
    if (read !== undefined) this.#weigh(read);
    return line;
  }

  #weigh({ level, message }: Line): void {
    if (this.#isCritical(message)) this.#weight += critical;
    else if (!this.#isIgnored(message)) this.#weight += weights[level] ?? 0;
  }
}

function anyOf(patterns: readonly string[]): (message: string) => boolean {
  const tests = patterns.map(wildcard);
  return (message) => tests.some((test) => test(message));
}
