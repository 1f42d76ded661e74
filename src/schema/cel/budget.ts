/** Thrown through an evaluation to end it. */
class OutOfBudget extends Error {}

/** What rules may spend on one resource: steps first, and time for steps that turn out to be long. */
export class Budget {
  #steps: number;
  readonly #end: number;

  constructor(steps = 3_000_000, milliseconds = 3000) {
    this.#steps = steps;
    this.#end = performance.now() + milliseconds;
  }

  /** @throws OutOfBudget */
  spend(steps: number): void {
    const before = this.#steps;
    this.#steps -= steps;
    // The clock is looked at every thousand steps.
    if (this.#steps >> 10 !== before >> 10 && performance.now() > this.#end) this.#steps = -1;
    if (this.isSpent) throw new OutOfBudget('too many steps');
  }

  get isSpent(): boolean {
    return this.#steps < 0;
  }
}
