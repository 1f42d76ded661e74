import type { Analyzer } from '../analyzer.ts';
import * as list from './list.ts';

/** Every analyzer, by id. */
export const analyzers: readonly Analyzer[] = Object.values(list).sort((a, b) => (a.id < b.id ? -1 : 1));
