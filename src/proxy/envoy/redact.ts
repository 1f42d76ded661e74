import { type Field, type Message, messageOf } from '../../envoy-api/messages.ts';
import { isObject, type Json, type JsonObject, setField } from '../../resources/json.ts';
import { typeName } from './canonical-json.ts';

const placeholder = '[redacted]';
const placeholderBytes = Buffer.from(placeholder).toString('base64');
/** Where a secret is kept is none, and neither is its type. */
const open = /^(?:@type|filename|environment_?variable|watched_?directory|path)$/i;
const bytes = /^inline_?bytes$/i;

/**
 * The message without private keys, passwords and other secrets, as Envoy itself does it: a placeholder for each text in a
 * field that its protos call sensitive. The very same object where there are none. Names may be those of the proto or of JSON.
 *
 * @param message the full name of its type
 */
export function redactSecrets(message: string, value: JsonObject): JsonObject {
  const known = messageOf(message);
  return known === undefined ? value : redactMessage(known, value);
}

function redactMessage(message: Message, value: JsonObject): JsonObject {
  return mapFields(value, (key, inner) => {
    const field = message.field(key);
    return field === undefined ? inner : redactField(field, inner);
  });
}

function redactField(field: Field, value: Json): Json {
  if (field.isSecret) return redactAll(field.name, value);
  if (field.kind !== 'message' && field.kind !== 'any') return value;
  if (field.isMap && isObject(value)) return mapFields(value, (_, inner) => redactValue(field, inner));
  return Array.isArray(value) ? mapItems(value, (item) => redactValue(field, item)) : redactValue(field, value);
}

function redactValue(field: Field, value: Json): Json {
  if (!isObject(value)) return value;
  const message = field.message ?? messageOf(typeName(value['@type']));
  return message === undefined ? value : redactMessage(message, value);
}

function redactAll(name: string, value: Json): Json {
  if (open.test(name) || value === '') return value;
  if (typeof value === 'string') return bytes.test(name) ? placeholderBytes : placeholder;
  if (Array.isArray(value)) return mapItems(value, (item) => redactAll(name, item));
  return isObject(value) ? mapFields(value, redactAll) : value;
}

/** A copy from the first field on that changes. */
function mapFields(value: JsonObject, change: (key: string, inner: Json) => Json): JsonObject {
  let out: Record<string, Json> | undefined;
  for (const key in value) {
    const inner = value[key]!;
    const changed = change(key, inner);
    if (changed === inner) continue;
    out ??= { ...value } as Record<string, Json>;
    setField(out, key, changed);
  }
  return out ?? value;
}

function mapItems(value: readonly Json[], change: (item: Json) => Json): readonly Json[] {
  const out = value.map(change);
  return out.some((item, i) => item !== value[i]) ? out : value;
}
