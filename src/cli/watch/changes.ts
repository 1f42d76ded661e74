import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds without a further change after which it is time to look again, and the most that changes may put that off. */
const quiet = 300;
const longestQuiet = 2_000;

/** Changes that come in bursts, as one. */
export class Changes {
  readonly #signal: AbortSignal;
  #last: number | undefined;
  #wake = (): void => {};

  /** @param signal ends all waiting */
  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#wake(), { once: true });
  }

  /** Something has changed. */
  note(): void {
    this.#last = performance.now();
    this.#wake();
  }

  /** What has changed so far is known. */
  forget(): void {
    this.#last = undefined;
  }

  /** Resolves some time after the next change, or at once when there has been one; and when the signal comes. */
  async next(): Promise<void> {
    if (this.#last === undefined) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        if (this.#signal.aborted) resolve();
      });
    }
    const latest = performance.now() + longestQuiet;
    while (this.#last !== undefined && !this.#signal.aborted) {
      const left = Math.min(this.#last + quiet, latest) - performance.now();
      if (left <= 0) return;
      await sleep(left, undefined, { signal: this.#signal }).catch(() => {});
    }
  }
}
