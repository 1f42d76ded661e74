/**
 * Sorts a copy as Go's `sort.Slice` does, step by step: its order of equal items, and of items that `less` does not order well, is
 * no accident but the same each time, and istioctl prints it. It is a quicksort that watches for patterns
 * (https://arxiv.org/abs/2106.05123), as Go has had it since 1.19, but for the heapsort that takes over after many bad pivots: no
 * list that was tried came to it.
 */
export function goSorted<T>(items: readonly T[], less: (a: T, b: T) => boolean): T[] {
  const list = [...items];
  new GoSort(list, less).sort(0, list.length);
  return list;
}

/** So few are sorted by insertion. */
const few = 12;
/** From so many on a pivot is a median of medians, and a list that is nearly sorted is mended. */
const many = 50;
/** Of a median of three medians, in a list that runs backwards. */
const allInversions = 12;
/** Pairs in the wrong order that are put right before a list counts as unsorted. */
const mendedPairs = 5;

class GoSort<T> {
  readonly #list: T[];
  readonly #less: (a: T, b: T) => boolean;
  /** Steps of a choice of pivot that found the later item to be the smaller one. */
  #inversions = 0;

  constructor(list: T[], less: (a: T, b: T) => boolean) {
    this.#list = list;
    this.#less = less;
  }

  /** Sorts from `start` to before `end`. */
  sort(start: number, end: number): void {
    let [from, to] = [start, end];
    let wasBalanced = true;
    let wasSplit = true;
    while (to - from > few) {
      const length = to - from;
      if (!wasBalanced) this.#scatter(from, to);
      let pivot = this.#choosePivot(from, to);
      let looksSorted = this.#inversions === 0;
      if (this.#inversions === allInversions) {
        this.#reverse(from, to);
        pivot = to - 1 - (pivot - from);
        looksSorted = true;
      }
      if (wasBalanced && wasSplit && looksSorted && this.#mend(from, to)) return;
      if (from > 0 && !this.#isLess(from - 1, pivot)) {
        from = this.#splitEqual(from, to, pivot);
        continue;
      }
      const [middle, isSplit] = this.#split(from, to, pivot);
      wasSplit = isSplit;
      wasBalanced = Math.min(middle - from, to - middle) >= Math.floor(length / 8);
      if (middle - from < to - middle) {
        this.sort(from, middle);
        from = middle + 1;
      } else {
        this.sort(middle + 1, to);
        to = middle;
      }
    }
    for (let i = from + 1; i < to; i++) this.#sink(i, from);
  }

  #isLess(i: number, j: number): boolean {
    return this.#less(this.#list[i]!, this.#list[j]!);
  }

  #swap(i: number, j: number): void {
    const list = this.#list;
    [list[i], list[j]] = [list[j]!, list[i]!];
  }

  #reverse(from: number, to: number): void {
    for (let i = from, j = to - 1; i < j; i++, j--) this.#swap(i, j);
  }

  /** Moves an item towards the start until the one before it is no greater. */
  #sink(place: number, from: number): void {
    for (let i = place; i > from && this.#isLess(i, i - 1); i--) this.#swap(i, i - 1);
  }

  /** Those less than the pivot before it, the others behind: where it is then, and whether all stood right already. */
  #split(from: number, to: number, pivot: number): [middle: number, wasSplit: boolean] {
    this.#swap(from, pivot);
    let [i, j] = [from + 1, to - 1];
    for (let swaps = 0; ; swaps++) {
      while (i <= j && this.#isLess(i, from)) i++;
      while (i <= j && !this.#isLess(j, from)) j--;
      if (i > j) {
        this.#swap(j, from);
        return [j, swaps === 0];
      }
      this.#swap(i++, j--);
    }
  }

  /** Those equal to the pivot first, where none is less: where the greater ones start. */
  #splitEqual(from: number, to: number, pivot: number): number {
    this.#swap(from, pivot);
    for (let i = from + 1, j = to - 1; ; ) {
      while (i <= j && !this.#isLess(from, i)) i++;
      while (i <= j && this.#isLess(from, j)) j--;
      if (i > j) return i;
      this.#swap(i++, j--);
    }
  }

  /** Puts a few pairs right: true when that was all there was to do. */
  #mend(from: number, to: number): boolean {
    let i = from + 1;
    for (let pairs = 0; pairs < mendedPairs; pairs++) {
      while (i < to && !this.#isLess(i, i - 1)) i++;
      if (i === to) return true;
      if (to - from < many) return false;
      this.#swap(i, i - 1);
      // Go looks beyond the start here, where all are less anyway.
      if (i - from >= 2) this.#sink(i - 1, 0);
      if (to - i >= 2) for (let j = i + 1; j < to && this.#isLess(j, j - 1); j++) this.#swap(j, j - 1);
    }
    return false;
  }

  /** Breaks a pattern in the middle with numbers that look random (xorshift, started with the length). */
  #scatter(from: number, to: number): void {
    const length = to - from;
    let random = BigInt(length);
    const mask = (1n << BigInt(32 - Math.clz32(length))) - 1n;
    const middle = from + Math.floor(length / 4) * 2;
    for (let i = middle - 1; i <= middle + 1; i++) {
      random ^= BigInt.asUintN(64, random << 13n);
      random ^= random >> 7n;
      random ^= BigInt.asUintN(64, random << 17n);
      const other = Number(random & mask);
      this.#swap(i, from + (other >= length ? other - length : other));
    }
  }

  #choosePivot(from: number, to: number): number {
    this.#inversions = 0;
    const quarter = Math.floor((to - from) / 4);
    let places = [from + quarter, from + quarter * 2, from + quarter * 3] as const;
    if (to - from >= many) {
      const median = (place: number) => this.#median(place - 1, place, place + 1);
      places = [median(places[0]), median(places[1]), median(places[2])];
    }
    return this.#median(...places);
  }

  #median(one: number, two: number, three: number): number {
    const [low, high] = this.#ordered(one, two);
    const [lower] = this.#ordered(high, three);
    return this.#ordered(low, lower)[1];
  }

  #ordered(i: number, j: number): [number, number] {
    if (!this.#isLess(j, i)) return [i, j];
    this.#inversions++;
    return [j, i];
  }
}
