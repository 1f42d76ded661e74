import type { CommandFacts, FlagFacts } from '../src/cli/command-facts.ts';

export function manual(facts: readonly CommandFacts[], globals: readonly FlagFacts[], version: string): string;
