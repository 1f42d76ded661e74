export function withLazyBuiltins(code: string): string;
