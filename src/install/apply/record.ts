import type { JsonObject } from '../../resources/json.ts';
import type { InstallEvent } from './events.ts';
import { identityOf, referenceTo } from './object-reference.ts';
import type { ComponentOutcome, InstallOutcome, ObjectAction, ObjectOutcome } from './outcome.ts';
import type { Unready } from './unready.ts';

type Untimed<E> = E extends unknown ? Omit<E, 'at'> : never;

/** What has become of one object. */
export interface ObjectResult {
  readonly action: ObjectAction;
  readonly message?: string | undefined;
  readonly before?: JsonObject | undefined;
  readonly after?: JsonObject | undefined;
}

/** Keeps what happens in an installation, and tells it as it happens. */
export class InstallRecord {
  readonly #started = performance.now();
  readonly #dryRun: boolean;
  readonly #tell: (event: InstallEvent) => void;
  readonly #objects = new Map<string, ObjectOutcome>();
  readonly #components = new Map<string, ComponentOutcome>();
  readonly #warnings: string[] = [];

  constructor(dryRun: boolean, tell: (event: InstallEvent) => void) {
    this.#dryRun = dryRun;
    this.#tell = tell;
  }

  /** Objects that are wanted, in the order of application; until something is done they count as not reached. */
  expect(component: string, objects: readonly JsonObject[]): void {
    for (const object of objects) this.#objects.set(identityOf(object), outcomeOf(object, component, notReached));
  }

  /** What became of an object; what is in no component that is wanted belongs to `component`. */
  object(component: string, object: JsonObject, result: ObjectResult): void {
    const { action, message } = result;
    this.#objects.set(identityOf(object), outcomeOf(object, component, this.#dryRun ? result : { action, message }));
    if (action === 'notReached') return;
    this.say({ type: 'object', component, ...referenceTo(object), action, ...(message !== undefined && { message }) });
  }

  componentStarted(
    component: string,
    objects: number,
  ): (end: Omit<ComponentOutcome, 'component' | 'milliseconds'>) => void {
    const started = performance.now();
    // It takes its place among the others now, and not when it ends.
    this.componentNotReached(component, '');
    this.say({ type: 'componentStarted', component, objects });
    return (end) => {
      this.#components.set(component, { component, ...end, milliseconds: Math.round(performance.now() - started) });
      if (end.state === 'failed' || end.state === 'notReached') {
        this.say({ type: 'componentFailed', component, message: end.message ?? '' });
      } else this.say({ type: 'componentReady', component });
    };
  }

  componentNotReached(component: string, message: string): void {
    this.#components.set(component, { component, state: 'notReached', message, unready: [], milliseconds: 0 });
  }

  waiting(component: string, unready: readonly Unready[]): void {
    this.say({ type: 'waiting', component, unready });
  }

  warn(message: string): void {
    this.#warnings.push(message);
    this.say({ type: 'warning', message });
  }

  say(event: Untimed<InstallEvent>): void {
    this.#tell({ ...event, at: this.#now() } as InstallEvent);
  }

  outcome(): InstallOutcome {
    return {
      dryRun: this.#dryRun,
      components: [...this.#components.values()],
      objects: [...this.#objects.values()],
      warnings: this.#warnings,
      milliseconds: this.#now(),
    };
  }

  #now(): number {
    return Math.round(performance.now() - this.#started);
  }
}

const notReached: ObjectResult = { action: 'notReached' };

const outcomeOf = (
  object: JsonObject,
  component: string,
  { action, message, before, after }: ObjectResult,
): ObjectOutcome => ({
  component,
  ...referenceTo(object),
  action,
  ...(message !== undefined && { message }),
  ...(before !== undefined && { before }),
  ...(after !== undefined && { after }),
});
