import type { Level } from '../base/levels.ts';
import type { Settings } from './settings.ts';
import type { SourceName, SourceValue } from './sources.ts';

/** The headings of a report, in its order. */
export const categories = {
  server: 'API server',
  installation: 'Before an installation',
  permissions: 'Permissions',
  definitions: 'CustomResourceDefinitions',
  controlPlane: 'Control plane',
  webhooks: 'Webhooks',
  certificates: 'Certificates',
  injection: 'Injection',
  proxies: 'Proxies',
} as const;
export type Category = keyof typeof categories;

/** A mesh that is installed is looked at, or a cluster that it is to be installed into. */
export type Stage = 'installed' | 'before';

/** Something that is wrong. */
export interface Problem {
  readonly level: Level;
  /** What it is about: `Pod istio-system/istiod-1`; empty for the cluster as a whole. */
  readonly subject: string;
  readonly message: string;
  /** What to do, as a sentence without its end. */
  readonly hint: string;
}

/** Why a check has nothing to look at. */
export class NotApplicable {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

export type Report = (level: Level, subject: string, message: string, hint: string) => void;
/** What a check looks at: what it says that it reads, and the settings. */
export type State<R extends SourceName> = { readonly [K in R]: SourceValue<K> } & { readonly settings: Settings };

/** One question about a cluster. Its page is `docs/checks/<id>.md`. */
export interface Check {
  /** Stable: `MWH501`. The first digit is the category's. */
  readonly id: string;
  readonly category: Category;
  /** What is so when all is well. */
  readonly title: string;
  readonly stages: readonly Stage[];
  /** What has to be read; where that fails the answer is unknown. */
  readonly reads: readonly SourceName[];
  /** Reports what is wrong. Gives what is worth saying where nothing is, as the version found; or why it has nothing to check. */
  run(state: State<SourceName>, report: Report): string | NotApplicable | undefined;
}

/** Declares a check; reading what it does not declare does not compile. */
export const defineCheck = <R extends SourceName>(
  check: Omit<Check, 'reads' | 'run' | 'stages'> & {
    readonly stages?: readonly Stage[];
    readonly reads: readonly R[];
    run(state: State<R>, report: Report): string | NotApplicable | undefined;
  },
): Check => ({ stages: ['installed'], ...check }) as unknown as Check;
