import { enumTable, messageTable } from './message-table.ts';

/** What a field holds; the marks are those of the table. */
export type FieldKind = 'plain' | 'int64' | 'enum' | 'message' | 'time' | 'any' | 'json';

export interface Field {
  /** The field's name in JSON: `connectTimeout`. */
  readonly name: string;
  readonly kind: FieldKind;
  /** The field is a map: what is said of it holds for its values, and its keys are data. */
  readonly isMap: boolean;
  /** A zero is as good as absent, and left out. */
  readonly dropsZero: boolean;
  /** What it holds must not be shown (udpa.annotations.sensitive). */
  readonly isSecret: boolean;
  /** The name of an enum's value with that number. */
  readonly valueName?: (number: number) => string | undefined;
  readonly message?: Message;
}

/** A message's fields, by their names in the proto (`connect_timeout`) and in JSON (`connectTimeout`). */
export interface Message {
  readonly name: string;
  field(name: string): Field | undefined;
}

/** The message of that full name, `envoy.config.cluster.v3.Cluster`; undefined for one that the table does not hold. */
export const messageOf = (name: string): Message | undefined => table().byName.get(name);

interface Table {
  readonly byName: ReadonlyMap<string, Message>;
  readonly byPlace: readonly Message[];
}

let made: Table | undefined;

/** Names of messages are read at the first call, the fields of each when it is first met. */
function table(): Table {
  if (made !== undefined) return made;
  const byName = new Map<string, Message>();
  const byPlace: Message[] = [];
  let prefix = '';
  for (const line of messageTable.split('\n')) {
    if (line.startsWith('>')) prefix = line.slice(1);
    else {
      const message = readMessage(prefix, line);
      byName.set(message.name, message);
      byPlace.push(message);
    }
  }
  made = { byName, byPlace };
  return made;
}

function readMessage(prefix: string, line: string): Message {
  const end = line.indexOf(' ');
  const name = prefix + (end < 0 ? line : line.slice(0, end));
  let fields: Map<string, Field> | undefined;
  return {
    name,
    field(key) {
      fields ??= readFields(end < 0 ? [] : line.slice(end + 1).split(' '));
      return fields.get(key);
    },
  };
}

const kinds: Readonly<Record<string, FieldKind>> = {
  '#': 'int64',
  '@': 'enum',
  ':': 'message',
  '~': 'time',
  '?': 'any',
  '*': 'json',
  '=': 'json',
};

function readFields(words: readonly string[]): Map<string, Field> {
  const fields = new Map<string, Field>();
  for (const word of words) {
    const [, minus, protoName, map, mark, reference, bang] = /^(-?)(\w+)(\{?)([#@:~?*=]?)(\w*)(!?)$/.exec(word)!;
    const kind = mark === '' ? 'plain' : kinds[mark!]!;
    const place = Number.parseInt(reference!, 36);
    const name = camelCase(protoName!);
    const field: Field = {
      name,
      kind,
      isMap: map !== '',
      dropsZero: map === '' && bang === '' && (kind === 'plain' || kind === 'int64' || kind === 'enum'),
      isSecret: minus !== '',
      ...(kind === 'message' && { message: table().byPlace[place]! }),
      ...(kind === 'enum' && { valueName: (number: number) => enumValue(place, number) }),
    };
    fields.set(protoName!, field);
    fields.set(name, field);
  }
  return fields;
}

const enums: (ReadonlyMap<number, string> | undefined)[] = [];

function enumValue(place: number, number: number): string | undefined {
  enums[place] ??= readEnum(enumTable.split('\n')[place]!);
  return enums[place].get(number);
}

function readEnum(line: string): Map<number, string> {
  const values = new Map<number, string>();
  let next = 0;
  for (const word of line.split(' ')) {
    const [name, number] = word.split('=') as [string, string?];
    if (number !== undefined) next = Number(number);
    values.set(next, name);
    next++;
  }
  return values;
}

/** protobuf's rule for names in JSON: `http2_options` is `http2Options`. */
export const camelCase = (name: string): string =>
  name.replace(/_+([a-zA-Z0-9]?)/g, (_, letter: string) => letter.toUpperCase());
