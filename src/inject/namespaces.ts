import type { SourceFile } from '../resources/document.ts';
import { isObject, type Json } from '../resources/json.ts';
import { writtenKind } from '../resources/written-kind.ts';
import { splitDocuments } from '../resources/yaml/split.ts';
import { texts } from './policy.ts';
import { namespaceProxyUser, type ProxyUser } from './proxy-user.ts';
import { readText } from './read-document.ts';

/** What a Namespace says of injection. */
export interface NamespaceFacts {
  readonly labels: Readonly<Record<string, string>>;
  /** Whom proxies run as there, where it says so. */
  readonly proxyUser?: ProxyUser | undefined;
}

/** Takes up what the Namespaces in a file say, by name. Other documents are hardly looked at. */
export function collectNamespaces(file: SourceFile, namespaces: Map<string, NamespaceFacts>): void {
  if (!file.text.includes('Namespace')) return;
  for (const { start, end } of splitDocuments(file.text)) {
    const text = file.text.slice(start, end);
    if (!mayHoldNamespace(text)) continue;
    const { value } = readText(text);
    if (value !== undefined) collect(value, namespaces);
  }
}

function mayHoldNamespace(text: string): boolean {
  const kind = writtenKind(text);
  if (kind === 'Namespace') return true;
  return (kind === undefined || kind.endsWith('List')) && text.includes('Namespace');
}

function collect(value: Json, namespaces: Map<string, NamespaceFacts>): void {
  if (!isObject(value)) return;
  const { apiVersion, kind, metadata, items } = value;
  if (apiVersion === 'v1' && kind === 'Namespace' && isObject(metadata) && typeof metadata.name === 'string') {
    const proxyUser = namespaceProxyUser(metadata.annotations);
    namespaces.set(metadata.name, { labels: texts(metadata.labels), ...(proxyUser && { proxyUser }) });
  } else if (typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items)) {
    for (const item of items) collect(item, namespaces);
  }
}
