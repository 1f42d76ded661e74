import type { CommandFacts, FlagFacts } from '../src/cli/command-facts.ts';

export function commandPages(facts: readonly CommandFacts[], globals: readonly FlagFacts[]): Map<string, string>;

/** What stands behind the flags in help, in two parts. */
export function split(more: string): { readonly prose: string; readonly examples: string };
