import { enumTable, messageTable } from './message-table.ts';

/** What a field holds, by the mark that the table has for it. */
const kinds = {
  '': 'text',
  '.y': 'bytes',
  '.b': 'bool',
  '.i': 'int32',
  '.u': 'uint32',
  '#l': 'int64',
  '#m': 'uint64',
  '.f': 'number',
  '~': 'duration',
  '~t': 'time',
  '@': 'enum',
  ':': 'message',
  '?': 'any',
  '*': 'json',
  '*o': 'object',
  '*l': 'list',
  '=': 'null',
} as const;

export type FieldKind = (typeof kinds)[keyof typeof kinds];

/** Kinds of which a zero is as good as absent. */
const zeroKinds: ReadonlySet<FieldKind> = new Set<FieldKind>([
  'text',
  'bytes',
  'bool',
  'int32',
  'uint32',
  'int64',
  'uint64',
  'number',
  'enum',
]);

export interface Field {
  /** The field's name in JSON: `connectTimeout`. */
  readonly name: string;
  readonly kind: FieldKind;
  /** The field is a map: what is said of it holds for its values, and its keys are data. */
  readonly isMap: boolean;
  /** The field is a list: what is said of it holds for its items. */
  readonly isList: boolean;
  /** A zero is as good as absent, and left out. */
  readonly dropsZero: boolean;
  /** What it holds must not be shown (udpa.annotations.sensitive). */
  readonly isSecret: boolean;
  /** Of fields with the same choice, only one can be set (protobuf's oneof). */
  readonly choice?: string;
  /** The names of an enum's values by their numbers. */
  readonly values?: () => ReadonlyMap<number, string>;
  readonly message?: Message;
}

/** A message's fields, by their names in the proto (`connect_timeout`) and in JSON (`connectTimeout`). */
export interface Message {
  readonly name: string;
  field(name: string): Field | undefined;
  fieldNames(): Iterable<string>;
}

/** The message of that full name, `envoy.config.cluster.v3.Cluster`; undefined for one that the table does not hold. */
export const messageOf = (name: string): Message | undefined => table().byName.get(name);

/** The full names of all messages. */
export const messageNames = (): Iterable<string> => table().byName.keys();

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
  let read: Map<string, Field> | undefined;
  const fields = () => {
    read ??= readFields(end < 0 ? [] : line.slice(end + 1).split(' '));
    return read;
  };
  return { name, field: (key) => fields().get(key), fieldNames: () => fields().keys() };
}

const fieldWord = /^(-?)(\w+)([{[]?)([.#@:~?*=]?)(\w*)(!?)(?:\/(\d+))?$/;

function readFields(words: readonly string[]): Map<string, Field> {
  const fields = new Map<string, Field>();
  for (const word of words) {
    const [, minus, protoName, many, mark, detail, bang, choice] = fieldWord.exec(word)!;
    const isReference = mark === '@' || mark === ':';
    const kind = kinds[(isReference ? mark : mark! + detail!) as keyof typeof kinds];
    const place = Number.parseInt(detail!, 36);
    const name = camelCase(protoName!);
    const field: Field = {
      name,
      kind,
      isMap: many === '{',
      isList: many === '[',
      dropsZero: many === '' && bang === '' && zeroKinds.has(kind),
      isSecret: minus !== '',
      ...(choice !== undefined && { choice }),
      ...(kind === 'message' && { message: table().byPlace[place]! }),
      ...(kind === 'enum' && { values: () => enumAt(place) }),
    };
    fields.set(protoName!, field);
    fields.set(name, field);
  }
  return fields;
}

const enums: (ReadonlyMap<number, string> | undefined)[] = [];

function enumAt(place: number): ReadonlyMap<number, string> {
  enums[place] ??= readEnum(enumTable.split('\n')[place]!);
  return enums[place];
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
