import { compareTexts } from '../../base/compare-texts.ts';
import { MeshwrightError, UsageError } from '../../base/errors.ts';
import { didYouMean } from '../../base/nearest.ts';
import type { CallOptions, KubeApi } from '../../kube/api.ts';
import { printable } from '../../kube/kube-error.ts';
import { podRequest } from '../../kube/pod-http.ts';
import { textAt } from '../../resources/fields.ts';
import { isObject } from '../../resources/json.ts';
import { jsonOf } from './debug-port.ts';
import type { IstiodPod } from './find-istiods.ts';

/** How much istiod logs, least first (istio, pkg/log). */
const logLevels = ['none', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

/** A part of istiod that logs by itself. */
export interface LogScope {
  readonly name: string;
  readonly description: string;
  readonly level: string;
  /** From which level on stack traces are logged, too. */
  readonly stackTraceLevel: string;
  readonly logCallers: boolean;
}

/** What to set of a scope; what is undefined stays. */
export interface ScopeChange {
  readonly level?: LogLevel | undefined;
  readonly stackTraceLevel?: LogLevel | undefined;
}

/** The ControlZ interface of an istiod, which listens on its Pod's loopback address (istio.io, Component Introspection). */
export class ControlZ {
  readonly #api: KubeApi;
  readonly #istiod: IstiodPod;
  readonly #port: number;
  readonly #options: CallOptions;

  constructor(api: KubeApi, istiod: IstiodPod, port: number, options: CallOptions = {}) {
    this.#api = api;
    this.#istiod = istiod;
    this.#port = port;
    this.#options = options;
  }

  get name(): string {
    return this.#istiod.name;
  }

  /** By name. */
  async scopes(): Promise<LogScope[]> {
    const value = jsonOf(await this.#exchange('GET', '/scopej/'), this.name);
    if (!Array.isArray(value)) throw new MeshwrightError(`istiod ${this.name} does not tell what it logs`);
    return value
      .filter(isObject)
      .map((one) => ({
        name: textAt(one, 'name'),
        description: textAt(one, 'description'),
        level: textAt(one, 'output_level'),
        stackTraceLevel: textAt(one, 'stack_trace_level'),
        logCallers: one.log_callers === true,
      }))
      .sort((a, b) => compareTexts(a.name, b.name));
  }

  /** ControlZ takes what is left out of levels for no change, but of log_callers for false. */
  async set(scope: LogScope, { level, stackTraceLevel }: ScopeChange): Promise<void> {
    const body = JSON.stringify({
      name: scope.name,
      ...(level && { output_level: level }),
      ...(stackTraceLevel && { stack_trace_level: stackTraceLevel }),
      log_callers: scope.logCallers,
    });
    await this.#exchange('PUT', `/scopej/${encodeURIComponent(scope.name)}`, body);
  }

  async #exchange(method: string, path: string, body?: string): Promise<string> {
    const headers =
      body === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
    const asked = { method, path, headers, ...(body !== undefined && { body }) };
    const answer = await podRequest(this.#api, this.#istiod, this.#port, asked, this.#options);
    const text = await answer.text();
    if (answer.status >= 200 && answer.status < 300) return text;
    throw new MeshwrightError(
      `istiod ${this.name} answers ${method} ${path} with status ${answer.status}: ${printable(text, 300)}`,
    );
  }
}

/**
 * Reads `ads:debug,authorization:debug`: levels by scope.
 *
 * @param flag what they were given by, for messages
 * @throws UsageError for what is no level of a scope
 */
export function parseScopeLevels(text: string, flag: string): Map<string, LogLevel> {
  return new Map(
    text.split(',').map((pair) => {
      const [, scope, level] = /^([\w\- ]+):(\w+)$/.exec(pair.trim()) ?? [];
      if (scope === undefined || level === undefined) {
        throw new UsageError(`${flag} takes scope:level, several with commas between, not "${pair}"`);
      }
      if (!isLevel(level)) {
        throw new UsageError(
          `${flag}: ${scope} takes ${logLevels.join(', ')}, not "${level}".${didYouMean(level, logLevels)}`,
        );
      }
      return [scope, level];
    }),
  );
}

const isLevel = (text: string): text is LogLevel => (logLevels as readonly string[]).includes(text);
