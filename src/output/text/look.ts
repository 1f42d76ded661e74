/** How text for people is to look. All absent: as programs, files and pipes get it. */
export interface Look {
  readonly color: boolean;
  /** Width of the terminal that it is for; without it nothing is wrapped. */
  readonly columns?: number | undefined;
  /** For screen readers: words in place of symbols, records in place of tables. */
  readonly plain?: boolean;
}

/** For programs, files and pipes. */
export const unadorned: Look = { color: false };
