import type { Level } from '../base/levels.ts';

/** One kind of finding: its code, and how its text is made of its parameters. */
export interface MessageType<P = never> {
  /** `IST0101`: Istio's own; `MW0001`: what Istio has no code for. */
  readonly code: string;
  /** Istio's name of the message. */
  readonly name: string;
  readonly level: Level;
  /** One line for lists of codes: what the code says is wrong, without values. */
  readonly summary: string;
  /** What is wrong, with the values, and what to do about it. */
  text(params: P): string;
}

/** Declares a message; the parameters that a report must give are those that `text` takes. */
export const message = <P>(type: MessageType<P>): MessageType<P> => type;
