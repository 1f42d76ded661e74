import { UsageError } from '../../base/errors.ts';
import { wildcard } from '../../base/wildcard.ts';
import type { Suppression } from './suppression.ts';

/** A suppression from the command line or the project file. */
export interface SuppressionRule {
  /** A code, or `*`. */
  readonly code: string;
  /** `Kind namespace/name`, or istioctl's `Kind name.namespace`; `*` stands for any run of characters. Default: all. */
  readonly resource?: string | undefined;
  /** The files it holds for, by name as the input has it: one name, `*` as above, or a test. Default: all. */
  readonly file?: string | ((name: string) => boolean) | undefined;
  /** How to call it when it silences nothing. Default: its code and resource. */
  readonly text?: string | undefined;
}

/** Reads `IST0103=Pod *.testing`, the form that `--suppress` takes. Throws UsageError when it has another. */
export function parseSuppressionRule(text: string): SuppressionRule {
  const [code, resource, ...rest] = text.split('=');
  // Without a kind it would silence nothing, ever, and not be noticed.
  if (!code || !resource || rest.length > 0 || !/[ *]/.test(resource)) {
    throw new UsageError(`--suppress takes CODE=RESOURCE, as in "IST0103=Pod shop/*", not "${text}"`);
  }
  return { code, resource };
}

/** The suppression that a rule stands for. */
export function ruleSuppression({ code, resource = '*', file = '*', text }: SuppressionRule): Suppression {
  const matchesResource = wildcard(resource);
  const matchesFile = typeof file === 'string' ? wildcard(file) : file;
  return {
    codes: [code],
    text: text ?? (resource === '*' ? code : `${code}=${resource}`),
    covers: ({ resource: { kind, name, namespace, origin, document } }) =>
      matchesFile(document.file.name) &&
      (matchesResource(origin) || matchesResource(namespace ? `${kind} ${name}.${namespace}` : `${kind} ${name}`)),
  };
}
