import { objectsAt } from '../resources/fields.ts';
import { isObject, type Json } from '../resources/json.ts';
import { formatLabels } from '../resources/selector.ts';

/** Labels as the API server is asked for what has them: `a=1,b=2`; undefined for none. */
export function labelsQuery(labels: Json | undefined): string | undefined {
  if (!isObject(labels) || Object.keys(labels).length === 0) return undefined;
  return formatLabels(labels as Readonly<Record<string, string>>);
}

/** What each operator of a LabelSelector (Kubernetes, LabelSelectorRequirement) is in a query. */
const operators: Readonly<Record<string, (key: string, values: string) => string>> = {
  In: (key, values) => `${key} in (${values})`,
  NotIn: (key, values) => `${key} notin (${values})`,
  Exists: (key) => key,
  DoesNotExist: (key) => `!${key}`,
};

/** A LabelSelector likewise: `app=cart,version in (v1,v2)`; undefined for one that asks for nothing. */
export function selectorQuery(selector: Json | undefined): string | undefined {
  if (!isObject(selector)) return undefined;
  const parts = objectsAt(selector, 'matchExpressions').map(({ key, operator, values }) =>
    operators[String(operator)]?.(String(key), Array.isArray(values) ? values.join(',') : ''),
  );
  return [labelsQuery(selector.matchLabels), ...parts].filter((part) => part !== undefined).join(',') || undefined;
}
