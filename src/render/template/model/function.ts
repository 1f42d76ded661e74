import type { Run } from '../compiler/run.ts';
import type { GoType } from './types.ts';
import { anyType, type Value } from './values.ts';

type Taken<P extends readonly GoType[]> = { readonly [K in keyof P]: P[K] extends GoType<infer V> ? V : never };

/** A function's types. Arguments are checked against them before it is called, as Go does. */
interface Signature<P extends readonly GoType[], R> {
  readonly takes: P;
  /** The type of as many further arguments as there are. */
  readonly rest?: GoType<R>;
  readonly gives?: GoType;
}

/** A function that templates can call, from a set of functions or as a value. */
export class GoFunction {
  #type: GoType | undefined;

  constructor(
    readonly takes: readonly GoType[],
    readonly rest: GoType | undefined,
    readonly gives: GoType,
    /** What it throws becomes the error of the action. Other templates are executed within `run`, to share its bounds. */
    readonly call: (args: readonly Value[], run: Run) => Value,
  ) {}

  /** Made when it is asked for: there are hundreds of functions, and hardly ever are they printed or passed on. */
  get type(): GoType {
    this.#type ??= this.#makeType();
    return this.#type;
  }

  #makeType(): GoType {
    const { takes, rest, gives } = this;
    const parameters = [...takes.map(({ name }) => name), ...(rest === undefined ? [] : [`...${rest.name}`])];
    return { kind: 'func', name: `func(${parameters.join(', ')}) ${gives.name}` };
  }
}

/** The functions of a template, by name. */
export type Functions = Readonly<Record<string, GoFunction>>;

/**
 * A function for templates: `goFunction({ takes: [stringType], rest: anyType }, ([format, ...values]) => …)`. Arguments come
 * as a list, which `takes` and `rest` give TypeScript's types to; nil for a slice, a map or an `any` is allowed by Go.
 */
export function goFunction<const P extends readonly GoType[], R = never>(
  { takes, rest, gives = anyType }: Signature<P, R>,
  call: (args: readonly [...Taken<P>, ...R[]], run: Run) => Value,
): GoFunction {
  return new GoFunction(takes, rest, gives, call as GoFunction['call']);
}
