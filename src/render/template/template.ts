import { builtins } from './builtins/builtins.ts';
import { compile } from './compiler/compile.ts';
import { fail } from './compiler/place.ts';
import {
  Budget,
  defaultLimits,
  type Executable,
  type ExecutableSet,
  Frame,
  isTooMuch,
  type Limits,
  type MissingKey,
  Run,
  stop,
} from './compiler/run.ts';
import { ParseError } from './errors.ts';
import type { Functions, GoFunction } from './model/function.ts';
import { joined } from './model/text.ts';
import type { Value } from './model/values.ts';
import { isEmpty, type Tree } from './parser/nodes.ts';
import { parse } from './parser/parser.ts';

/** What the templates of one set share: each other, functions and options. */
class TemplateSet implements ExecutableSet {
  readonly functions = new Map<string, GoFunction>();
  readonly templates = new Map<string, Template>();
  readonly #compiled = new WeakMap<Tree, Executable>();
  missingKey: MissingKey = 'default';

  executable(name: string): Executable | undefined {
    const tree = this.templates.get(name)?.tree;
    return tree && this.compiled(tree);
  }

  /** Compiled when it is needed first. */
  compiled(tree: Tree): Executable {
    let executable = this.#compiled.get(tree);
    if (executable === undefined) {
      executable = compile(tree);
      this.#compiled.set(tree, executable);
    }
    return executable;
  }
}

const isIdentifier = (name: string): boolean => /^[A-Za-z_]\w*$/.test(name) || /^[_\p{L}][_\p{L}\p{Nd}]*$/u.test(name);

/** Functions whose names have been looked at: every set of Helm's templates has the same 200. */
const wellNamed = new WeakSet<Functions>();

export interface ExecuteOptions {
  readonly limits?: Partial<Limits>;
  /** The execution that this one is part of (of a function like Helm's `include`): its limits hold for both together. */
  readonly within?: Run;
}

/**
 * A template of Go's package text/template, one of a set that can execute each other by name.
 *
 *     new Template('hello').funcs({ upper }).parse('Hello, {{ upper .name }}!').execute(new Map([['name', 'Ann']]))
 */
export class Template {
  #tree: Tree | undefined;
  #set: TemplateSet;
  #delimiters: readonly [left: string, right: string] = ['{{', '}}'];

  constructor(readonly name: string) {
    this.#set = new TemplateSet();
  }

  /** What was parsed for this name; undefined before. */
  get tree(): Tree | undefined {
    return this.#tree;
  }

  /** The templates of the set, by name. */
  get templates(): ReadonlyMap<string, Template> {
    return this.#set.templates;
  }

  /** What was parsed for them all. */
  get trees(): readonly Tree[] {
    return Array.from(this.templates.values()).flatMap(({ tree = [] }) => tree);
  }

  /** Another template of the same set; it is found by its name once something is parsed for it. */
  associated(name: string): Template {
    const template = new Template(name);
    template.#set = this.#set;
    template.#delimiters = this.#delimiters;
    return template;
  }

  /** Functions for all templates of the set. Those that are parsed must know theirs; how they work may change later. */
  funcs(functions: Functions): this {
    if (!wellNamed.has(functions)) {
      const wrong = Object.keys(functions).find((name) => !isIdentifier(name));
      if (wrong !== undefined) throw new TypeError(`function name "${wrong}" is not a valid identifier`);
      wellNamed.add(functions);
    }
    for (const name in functions) this.#set.functions.set(name, functions[name]!);
    return this;
  }

  /** What a key that a map lacks gives, for all templates of the set. */
  missingKey(option: MissingKey): this {
    this.#set.missingKey = option;
    return this;
  }

  /** Marks of actions other than `{{` and `}}`; an empty one is the usual. */
  delimiters(left: string, right: string): this {
    this.#delimiters = [left || '{{', right || '}}'];
    return this;
  }

  /**
   * Parses a text for this template, and for those that it defines. An empty text does not replace what is there.
   * @throws ParseError
   */
  parse(text: string): this {
    const [left, right] = this.#delimiters;
    const isFunction = (name: string): boolean => this.#set.functions.has(name) || Object.hasOwn(builtins, name);
    try {
      return this.add(parse(this.name, text, { left, right, isFunction }).values());
    } catch (error) {
      if (!isTooMuch(error)) throw error;
      throw new ParseError('it is nested too deeply', { template: this.name, line: 1 });
    }
  }

  /** As `parse`, for a text that has been parsed under this template's name. */
  add(trees: Iterable<Tree>): this {
    for (const tree of trees) this.#add(tree);
    return this;
  }

  #add(tree: Tree): void {
    const { templates } = this.#set;
    const template = tree.name === this.name ? this : this.associated(tree.name);
    const isKept = templates.get(tree.name)?.tree !== undefined && isEmpty(tree.root);
    if (!isKept) templates.set(tree.name, template);
    if (!isKept || template.#tree === undefined) template.#tree = tree;
  }

  /** The template of that name in the set. */
  lookup(name: string): Template | undefined {
    return this.#set.templates.get(name);
  }

  /** A set of the same templates, functions and options, which may be added to apart. */
  clone(): Template {
    const set = new TemplateSet();
    const copy = (template: Template): Template => {
      const made = new Template(template.name);
      made.#set = set;
      made.#tree = template.#tree;
      made.#delimiters = template.#delimiters;
      return made;
    };
    const clone = copy(this);
    for (const [name, fn] of this.#set.functions) set.functions.set(name, fn);
    for (const [name, template] of this.#set.templates) {
      set.templates.set(name, name === this.name ? clone : copy(template));
    }
    set.missingKey = this.#set.missingKey;
    return clone;
  }

  /**
   * What the template gives for `data`.
   * @throws ExecutionError, and LimitError where it takes too much
   */
  execute(data: Value, { limits, within }: ExecuteOptions = {}): string {
    const budget = within?.budget ?? new Budget({ ...defaultLimits, ...limits });
    const run = new Run(this.#set, this.#set.missingKey, budget);
    const tree = this.#tree ?? { name: this.name, parseName: this.name, text: '', root: [] };
    const frame = new Frame(run, this.#set.compiled(tree), data ?? undefined);
    if (this.#tree === undefined) fail(frame, `"${this.name}" is an incomplete or empty template`);
    const { depth } = budget;
    budget.enter(frame);
    try {
      frame.template.body(frame);
    } catch (error) {
      if (isTooMuch(error) && within === undefined) {
        stop(
          run.frame ?? frame,
          /stack/i.test(error.message) ? 'exceeded the depth that the stack allows' : 'makes too long a string',
        );
      }
      throw error;
    } finally {
      budget.depth = depth;
    }
    return joined(run.output);
  }
}
