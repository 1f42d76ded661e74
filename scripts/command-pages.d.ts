import type { CommandFacts, FlagFacts } from '../src/cli/command-facts.ts';

export function commandPages(facts: readonly CommandFacts[], globals: readonly FlagFacts[]): Map<string, string>;
