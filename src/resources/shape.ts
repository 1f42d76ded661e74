import { isObject, type JsonObject } from './json.ts';

/**
 * The part of a resource that some code reads, as a table that is both a TypeScript type and a check at run time.
 * Calling a shape gives the value as that type; whatever has another type is left out (in a list: replaced by the
 * item's empty value, so that indexes still match the file), and the very same object comes back when nothing was.
 * So code below may trust its types, whatever the file holds. Saying what is wrong is the schemas' work.
 */
export interface Shape<T> {
  (value: unknown): T | undefined;
  readonly empty: T;
}
export type Infer<S> = S extends Shape<infer T> ? T : never;

function shape<T>(empty: NoInfer<T>, accept: (value: unknown) => T | undefined): Shape<T> {
  return Object.assign(accept, { empty });
}

export const string = shape<string>('', (value) => (typeof value === 'string' ? value : undefined));
export const number = shape<number>(0, (value) => (typeof value === 'number' ? value : undefined));
export const boolean = shape<boolean>(false, (value) => (typeof value === 'boolean' ? value : undefined));
/** Kubernetes' IntOrString: a port number or a port name. */
export const intOrString = shape<number | string>('', (value) =>
  typeof value === 'number' || typeof value === 'string' ? value : undefined,
);
/** Any object, its content unread. */
export const anyObject = shape<JsonObject>({}, (value) => (isObject(value) ? value : undefined));

/** A list of items of one shape. */
export function list<T>(item: Shape<T>): Shape<readonly T[]> {
  return shape<readonly T[]>([], (value) => {
    if (!Array.isArray(value)) return undefined;
    let copy: T[] | undefined;
    for (let i = 0; i < value.length; i++) {
      const kept = item(value[i]);
      if (kept === value[i]) continue;
      copy ??= [...value];
      copy[i] = kept ?? item.empty;
    }
    return copy ?? value;
  });
}

/** A map with values of one shape, whatever its keys. */
export function map<T>(item: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return shape<Readonly<Record<string, T>>>({}, (value) => {
    if (!isObject(value)) return undefined;
    let copy: Record<string, unknown> | undefined;
    for (const key in value) {
      const kept = item(value[key]);
      if (kept === value[key]) continue;
      copy ??= { ...value };
      if (kept === undefined) delete copy[key];
      else copy[key] = kept;
    }
    return (copy ?? value) as Record<string, T>;
  });
}

type Fields = Record<string, Shape<unknown>>;
export type ObjectOf<F extends Fields> = { readonly [K in keyof F]?: Infer<F[K]> };

/** An object with these fields; others may be there, and are not looked at. */
export function object<F extends Fields>(fields: F): Shape<ObjectOf<F>> {
  const shapes = new Map(Object.entries(fields));
  return shape<ObjectOf<F>>({}, (value) => {
    if (!isObject(value)) return undefined;
    let copy: Record<string, unknown> | undefined;
    // Most objects have a few of the fields that they might have.
    for (const key in value) {
      const field = shapes.get(key);
      if (field === undefined) continue;
      const given = value[key];
      const kept = field(given);
      if (kept === given) continue;
      copy ??= { ...value };
      if (kept === undefined) delete copy[key];
      else copy[key] = kept;
    }
    return (copy ?? value) as ObjectOf<F>;
  });
}
