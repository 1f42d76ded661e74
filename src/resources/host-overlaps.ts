import { append } from '../base/append.ts';

const reversed = (text: string): string => [...text].reverse().join('');

/**
 * Hosts, each perhaps a wildcard, with what belongs to them. Answers which of them overlap another host (as
 * `hostsOverlap` has it) from that host's own suffixes and one sorted list, so that no question visits all hosts.
 */
export class HostOverlaps<T> {
  readonly #values = new Map<string, T[]>();
  #hasWildcards = false;
  /** Every host spelt backwards, sorted: hosts with one ending stand side by side. */
  #backwards: string[] | undefined;

  get isEmpty(): boolean {
    return this.#values.size === 0;
  }

  add(host: string, value: T): void {
    append(this.#values, host, value);
    this.#hasWildcards ||= host.startsWith('*');
    this.#backwards = undefined;
  }

  /** What belongs to hosts that overlap `host`: its equals first, then wildcards around it, then hosts within it. */
  *overlapping(host: string): Generator<T> {
    yield* this.#values.get(host) ?? [];
    const wild = host.startsWith('*');
    const ending = wild ? host.slice(1) : host;
    if (this.#hasWildcards) {
      for (let i = wild ? 1 : 0; i <= ending.length; i++) yield* this.#values.get(`*${ending.slice(i)}`) ?? [];
    }
    if (wild) for (const within of this.#endingWith(ending)) if (within !== host) yield* this.#values.get(within) ?? [];
  }

  *#endingWith(ending: string): Generator<string> {
    this.#backwards ??= [...this.#values.keys()].map(reversed).sort();
    const prefix = reversed(ending);
    let low = 0;
    for (let high = this.#backwards.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (this.#backwards[middle]! < prefix) low = middle + 1;
      else high = middle;
    }
    for (; this.#backwards[low]?.startsWith(prefix); low++) yield reversed(this.#backwards[low]!);
  }
}
