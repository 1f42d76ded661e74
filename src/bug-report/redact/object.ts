import { isObject, type Json, type JsonObject, setField } from '../../resources/json.ts';
import { isSecretName, isSecretValue, redacted } from './secret-names.ts';
import { redactText } from './text.ts';

/** kubectl keeps the whole object there, as it was applied. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** A Kubernetes object without secrets: those of Secrets altogether, and elsewhere values by their names and looks. */
export function redactObject(object: JsonObject): JsonObject {
  const out = redactFields(object) as JsonObject;
  if (object.kind === 'Secret') return hidden(withoutLastApplied(out), ['data', 'stringData']);
  if (object.kind === 'ConfigMap') return hidden(out, ['binaryData']);
  return out;
}

/** Keys stay: whether there is a `ca.crt` is often the question. */
function hidden(object: JsonObject, fields: readonly string[]): JsonObject {
  const out: Record<string, Json | undefined> = { ...object };
  for (const field of fields) {
    const values = object[field];
    if (isObject(values)) out[field] = Object.fromEntries(Object.keys(values).map((key) => [key, redacted]));
  }
  return out;
}

function withoutLastApplied(object: JsonObject): JsonObject {
  const { metadata } = object;
  if (!isObject(metadata) || !isObject(metadata.annotations) || !Object.hasOwn(metadata.annotations, lastApplied))
    return object;
  return { ...object, metadata: { ...metadata, annotations: { ...metadata.annotations, [lastApplied]: redacted } } };
}

function redactFields(value: Json): Json {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return redactItems(value);
  if (!isObject(value)) return value;
  const out: Record<string, Json> = {};
  // `{name: DB_PASSWORD, value: hunter2}`: a variable of a container, a header, an entry of a list that stands for a map.
  const label = [value.name, value.key].find((one) => typeof one === 'string');
  const isSecretEntry = typeof label === 'string' && isSecretName(label);
  for (const [key, inner] of Object.entries(value)) {
    if (inner === undefined) continue;
    setField(out, key, redactField(key === 'value' && isSecretEntry ? label : key, inner));
  }
  return out;
}

function redactField(key: string, value: Json): Json {
  if (key === lastApplied && typeof value === 'string') return redactJson(value);
  if (!isSecretName(key)) return redactFields(value);
  if (typeof value === 'string' || typeof value === 'number')
    return isSecretValue(key, String(value)) ? redacted : value;
  if (isObject(value)) return redactSources(key, value);
  return redactFields(value);
}

/** Secrets that are written in place, in Envoy's words: `{inlineString: …}`. Where else one comes from is none. */
function redactSources(name: string, value: JsonObject): JsonObject {
  const out: Record<string, Json> = {};
  for (const [key, inner] of Object.entries(redactFields(value) as Record<string, Json>)) {
    const isInline = /^inline_?(?:string|bytes)$/i.test(key) || key === 'value';
    const isSecret = isInline && typeof inner === 'string' && isSecretValue(name, inner);
    setField(out, key, isSecret ? redacted : inner);
  }
  return out;
}

/** Among arguments, a flag may have its value behind it: `--password`, `hunter2`. */
const redactItems = (items: readonly Json[]): Json[] =>
  items.map((item, i) => {
    const before = items[i - 1];
    const isFlag = typeof before === 'string' && /^--?[\w.-]+$/.test(before) && isSecretName(before);
    return isFlag && typeof item === 'string' && !item.startsWith('-') ? redacted : redactFields(item);
  });

function redactJson(text: string): string {
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? `${JSON.stringify(redactObject(value))}\n` : redactText(text);
  } catch {
    return redactText(text);
  }
}
