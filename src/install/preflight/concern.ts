/** Something that speaks against an installation, or that whoever installs should know. */
export interface Concern {
  /** `kubernetes-too-old`: for programs that read events. */
  readonly id: string;
  /**
   * What comes of it: a `warning` is told; an `objection` stops the installation unless --force is given; an `obstacle` stops
   * it in any case.
   */
  readonly weight: 'warning' | 'objection' | 'obstacle';
  /** What is wrong, and what to do; further lines are indented. */
  readonly message: string;
}

/** What stops an installation; with `force` only what no force helps against. */
export const stopping = (concerns: readonly Concern[], force: boolean): Concern[] =>
  concerns.filter(({ weight }) => weight === 'obstacle' || (weight === 'objection' && !force));
