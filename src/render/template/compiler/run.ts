import { LimitError } from '../errors.ts';
import type { GoFunction } from '../model/function.ts';
import type { GoType } from '../model/types.ts';
import type { Value } from '../model/values.ts';
import type { Node, Tree } from '../parser/nodes.ts';
import { placeOf } from './place.ts';

/** What a missing key of a map gives: no value, the zero value of the map's elements, or an error. */
export type MissingKey = 'default' | 'zero' | 'error';

/** What an execution may take, with all that it executes in turn. */
export interface Limits {
  /** Templates that execute each other. Go has 100,000; what JavaScript's stack holds is less. */
  readonly depth: number;
  /** Actions, calls and rounds of loops; long strings cost more. */
  readonly steps: number;
  /** Characters that are written, and characters of any one string. */
  readonly output: number;
}

export const defaultLimits: Limits = { depth: 1000, steps: 10_000_000, output: 64 * 1024 * 1024 };

/** What is left of the limits, shared by executions within each other. */
export class Budget {
  #steps: number;
  #output: number;
  depth = 0;

  constructor(readonly limits: Limits) {
    this.#steps = limits.steps;
    this.#output = limits.output;
  }

  /** @throws LimitError */
  spend(steps: number, frame: Frame): void {
    this.#steps -= steps;
    if (this.#steps < 0) stop(frame, `takes more than ${this.limits.steps} steps`);
  }

  /** @throws LimitError */
  write(length: number, frame: Frame): void {
    this.#output -= length;
    if (this.#output < 0) stop(frame, `writes more than ${this.limits.output} characters`);
  }

  /** @throws LimitError */
  enter(frame: Frame): void {
    if (++this.depth > this.limits.depth) stop(frame, `exceeded maximum template depth (${this.limits.depth})`);
  }
}

/** Ends a template that goes beyond a limit. Throws LimitError. */
export function stop(frame: Frame, reason: string): never {
  throw new LimitError(reason, placeOf(frame));
}

/** True for the two errors that JavaScript has for too much: of stack, and of a string's length. */
export const isTooMuch = (error: unknown): error is RangeError =>
  error instanceof RangeError && /call stack|string length/i.test(error.message);

/** One execution of a template, with all templates that it executes by `template`. */
export class Run {
  output = '';

  constructor(
    readonly set: ExecutableSet,
    readonly missingKey: MissingKey,
    readonly budget: Budget,
  ) {}

  /** The innermost frame: where an execution is that the stack does not hold. */
  frame: Frame | undefined = undefined;
}

/** What a run needs of the templates. */
export interface ExecutableSet {
  /** Functions other than Go's own. */
  readonly functions: ReadonlyMap<string, GoFunction>;
  executable(name: string): Executable | undefined;
}

/** A template, compiled. */
export interface Executable {
  readonly tree: Tree;
  readonly body: Statement;
}

/** How a statement ends: on to the next one, or out of the innermost `range`'s round. */
export const Signal = { next: 0, break: 1, continue: 2 } as const;
export type Signal = (typeof Signal)[keyof typeof Signal];
export type Statement = (frame: Frame) => Signal;
export type Evaluate = (frame: Frame) => Value;

/** One execution of one template. */
export class Frame {
  /** What is being executed: where errors are said to be. */
  node: Node;
  /** What the place that dot came from is declared as, where that is not the type of the value: an `any`. */
  dotType: GoType | undefined = undefined;
  readonly variables: Value[];
  /** As `dotType`, for each variable. */
  readonly types: (GoType | undefined)[];

  constructor(
    readonly run: Run,
    readonly template: Executable,
    public dot: Value,
  ) {
    this.node = { type: 'text', at: 0, text: '' };
    this.variables = [dot];
    this.types = [undefined];
  }
}
