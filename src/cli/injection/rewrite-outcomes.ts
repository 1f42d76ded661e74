import { counted } from '../../base/counted.ts';
import { InputError, MeshwrightError } from '../../base/errors.ts';
import { listNames } from '../../base/list-names.ts';
import { describeOutcome, type Outcome } from '../../inject/outcome.ts';
import { visible } from '../../output/text/visible.ts';
import type { Io } from '../io.ts';

/** A screen of failures. */
const mostFailures = 20;

/** What came of the workloads of a run: counts, and what is to be told. */
export class RewriteOutcomes {
  readonly failures: string[] = [];
  #moreFailures = 0;
  #isUnreadable = false;
  readonly #counts = { changed: 0, same: 0, skipped: 0, failed: 0 };
  readonly #forOthers: string[] = [];
  #others = 0;

  constructor(
    private readonly io: Pick<Io, 'note'>,
    private readonly isVerbose: boolean,
  ) {}

  add(outcome: Outcome): void {
    const { what, reason, isOtherRevision = false, isUnreadable = false } = outcome;
    this.#counts[what]++;
    if (what === 'failed') {
      this.#isUnreadable ||= isUnreadable;
      if (this.failures.length < mostFailures) this.failures.push(describe(outcome));
      else this.#moreFailures++;
    } else if (what === 'skipped') {
      if (isOtherRevision) {
        this.#others++;
        if (this.#forOthers.length < mostFailures) this.#forOthers.push(outcome.origin);
      }
      if (this.isVerbose) this.io.note(describe({ ...outcome, reason: `left alone: ${reason}` }));
    } else if (reason !== '') this.io.note(`note: ${describe(outcome)}`);
  }

  get changed(): number {
    return this.#counts.changed;
  }

  /** The failures as one error. */
  error(heading: string): MeshwrightError {
    const lines = [...this.failures];
    if (this.#moreFailures > 0) lines.push(`… and ${counted(this.#moreFailures, 'more failure')}`);
    const message = lines.length === 1 ? lines[0]! : `${heading}:\n${lines.map((line) => `  ${line}`).join('\n')}`;
    return this.#isUnreadable ? new InputError(message) : new MeshwrightError(message);
  }

  /**
   * Says at the end what a user has to know: that workloads wait for another revision, that there were none at all; with
   * --verbose also how many there were.
   *
   * @param done what became of those that were changed: `injected`
   */
  tell(done: string): void {
    const { changed, same, skipped } = this.#counts;
    if (this.#others > 0) {
      const what = `${counted(this.#others, 'workload')} left alone, for another revision: ${listNames(this.#forOthers)}`;
      this.io.note(visible(`note: ${what}. If that is a tag of this revision, name it: --tag`));
    }
    if (changed + same + skipped === 0) this.io.note('note: the input holds no workloads');
    else if (this.isVerbose) {
      this.io.note(`${counted(changed, 'workload')} ${done}, ${same} as they were, ${skipped} left alone`);
    }
  }
}

/** `file:line:column: Kind namespace/name: reason`, for a terminal. */
export const describe = (outcome: Outcome): string => visible(describeOutcome(outcome));
