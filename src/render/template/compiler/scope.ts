/** Which slot of the frame each variable has, at a place of the template. The stack is the one that Go has at run time. */
export class Scope {
  readonly #names: string[] = ['$'];
  #slots = 1;

  /** The slots that a frame needs. */
  get slots(): number {
    return this.#slots;
  }

  declare(name: string): number {
    const slot = this.#names.push(name) - 1;
    this.#slots = Math.max(this.#slots, slot + 1);
    return slot;
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
