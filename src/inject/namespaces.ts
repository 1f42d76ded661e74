import type { SourceFile } from '../resources/document.ts';
import { isObject, type Json } from '../resources/json.ts';
import { writtenKind } from '../resources/written-kind.ts';
import { splitDocuments } from '../resources/yaml/split.ts';
import { texts } from './policy.ts';
import { readText } from './read-document.ts';

type Labels = Readonly<Record<string, string>>;

/** Takes up the labels of the Namespaces in a file, by name. Other documents are hardly looked at. */
export function collectNamespaces(file: SourceFile, namespaces: Map<string, Labels>): void {
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

function collect(value: Json, namespaces: Map<string, Labels>): void {
  if (!isObject(value)) return;
  const { apiVersion, kind, metadata, items } = value;
  if (apiVersion === 'v1' && kind === 'Namespace' && isObject(metadata) && typeof metadata.name === 'string') {
    namespaces.set(metadata.name, texts(metadata.labels));
  } else if (typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items)) {
    for (const item of items) collect(item, namespaces);
  }
}
