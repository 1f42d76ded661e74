import { AtMost } from '../../base/at-most.ts';
import { MeshwrightError } from '../../base/errors.ts';
import type { Build } from './build.ts';
import type { ProxyStatus } from './proxy-status.ts';

/** An istiod that can be asked. Each method rejects with MeshwrightError. */
export interface IstiodConnection {
  /** The name of its Pod; of one that was named by its address, what it calls itself, once it has answered. */
  readonly name: string;
  /** Undefined where only its address is known. */
  readonly revision: string | undefined;
  /** What its image says, for want of an answer; undefined where only its address is known. */
  readonly imageVersion: string | undefined;
  /** The answer of a debug endpoint, whatever its status: `syncz`, `config_dump?proxyID=cart-1.shop`. */
  debug(question: string): Promise<string>;
  /** The proxies that are connected to it. */
  proxies(): Promise<ProxyStatus[]>;
  build(): Promise<Build>;
}

/** An istiod's answer. */
export interface IstiodAnswer<T> {
  readonly istiod: IstiodConnection;
  readonly answer: T;
}

/** What several istiods said; those who did not answer are told of in `failures`. */
export interface IstiodAnswers<T> {
  readonly answers: readonly IstiodAnswer<T>[];
  readonly failures: readonly { readonly istiod: IstiodConnection; readonly error: MeshwrightError }[];
}

/** istiods that are asked at once. */
const places = 16;

/** Asks all istiods at once. Rejects with the first failure where none answers. */
export async function askEach<T>(
  istiods: readonly IstiodConnection[],
  ask: (istiod: IstiodConnection) => Promise<T>,
): Promise<IstiodAnswers<T>> {
  const turns = new AtMost(places);
  const answers: IstiodAnswer<T>[] = [];
  const failures: { readonly istiod: IstiodConnection; readonly error: MeshwrightError }[] = [];
  const asked = istiods.map((istiod) => turns.run(() => ask(istiod)));
  for (const [i, outcome] of (await Promise.allSettled(asked)).entries()) {
    const istiod = istiods[i]!;
    if (outcome.status === 'fulfilled') answers.push({ istiod, answer: outcome.value });
    else if (outcome.reason instanceof MeshwrightError) failures.push({ istiod, error: outcome.reason });
    else throw outcome.reason;
  }
  if (answers.length === 0 && failures[0] !== undefined) throw failures[0].error;
  return { answers, failures };
}

/** What istiod says of a proxy that is not connected to it, but maybe to another. */
const notMine = /Proxy not connected to this Pilot instance|could not find connection for proxyID/;

/**
 * The answer of the first istiod that has one, of the one that has the proxy where it is about a proxy; undefined where none has
 * it. They are asked one after another: some questions do something, too. Rejects where none has it and one does not answer.
 */
export async function askFirst(
  istiods: readonly IstiodConnection[],
  question: string,
): Promise<IstiodAnswer<string> | undefined> {
  let failure: unknown;
  for (const istiod of istiods) {
    try {
      const answer = await istiod.debug(question);
      if (!notMine.test(answer.slice(0, 1000))) return { istiod, answer };
    } catch (error) {
      failure ??= error;
    }
  }
  if (failure !== undefined) throw failure;
  return undefined;
}
