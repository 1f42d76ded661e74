import type { LogScope } from '../../proxy/istiod/log-scopes.ts';
import type { Look } from '../text/look.ts';
import { formatTable } from '../text/table.ts';

/** A scope, and the istiods in which it is so. */
export interface ScopeOf {
  readonly scope: LogScope;
  readonly istiods: readonly string[];
}

/** @param istiods all that were asked: one that is not as the others are shows by a column */
export function scopeTable(scopes: readonly ScopeOf[], istiods: number, look?: Look): string {
  const areAlike = scopes.every((one) => one.istiods.length === istiods);
  return formatTable(
    ['ACTIVE SCOPE', 'DESCRIPTION', 'LOG LEVEL', 'STACK TRACE LEVEL', ...(areAlike ? [] : ['ISTIOD'])],
    scopes.map(({ scope, istiods }) => [
      ...[scope.name, scope.description, scope.level, scope.stackTraceLevel],
      ...(areAlike ? [] : [istiods.join(',')]),
    ]),
    look,
    { gap: 3 },
  );
}

/** With istioctl's names. */
export const scopeRecords = (scopes: readonly ScopeOf[]) =>
  scopes.map(({ scope, istiods }) => ({
    scope_name: scope.name,
    log_level: scope.level,
    stack_trace_level: scope.stackTraceLevel,
    description: scope.description,
    istiods: [...istiods],
  }));
