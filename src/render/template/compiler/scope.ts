/** Which slot of the frame each variable has, at a place of the template. The stack is the one that Go has at run time. */
export class Scope {
  readonly #names: string[];

  constructor(names: readonly string[] = ['$']) {
    this.#names = names.slice();
  }

  /** The scope as it is here, for what is compiled later. */
  copy(): Scope {
    return new Scope(this.#names);
  }

  /** The slot of a new variable. */
  declare(name: string): number {
    return this.#names.push(name) - 1;
  }

  /** The slot of the variable of that name that was declared last; undefined where none is. */
  find(name: string): number | undefined {
    const slot = this.#names.lastIndexOf(name);
    return slot < 0 ? undefined : slot;
  }

  /** What `within` returns; variables that it declares end with it. */
  inner<T>(within: () => T): T {
    const height = this.#names.length;
    const result = within();
    this.#names.length = height;
    return result;
  }
}
