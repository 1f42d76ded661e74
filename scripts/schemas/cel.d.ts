/** The JavaScript expression for a CEL rule, with `self` for its own; throws Error for what it has none for. */
export function toJavaScript(rule: string, self?: string): string;
/** True for a rule that can be no error. */
export function isSafe(rule: string): boolean;
