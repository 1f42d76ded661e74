import type { Path } from '../../resources/json.ts';

type Step = string | number;

/** What a rule says of one field; the message is to follow the field's path and a colon. */
export interface RuleProblem {
  readonly path: Path;
  readonly message: string;
  /** The rule's name, such as `VirtualService/route-weights`. */
  readonly rule: string;
  /** True for what Istio accepts although it does not do what it seems to. */
  readonly isWarning: boolean;
  /** False for a warning that Istio does not give. */
  readonly isIstios: boolean;
}

/** A field, to go down from and to report problems at. Cheap to make: a path is spelt out only for a problem. */
export class Field {
  constructor(
    readonly rule: string,
    readonly problems: RuleProblem[],
    private readonly parent?: Field,
    private readonly step: Step = '',
    private readonly istioWarns = true,
  ) {}

  /** The field below this one, by key or list index. */
  at(...steps: readonly Step[]): Field {
    let field: Field = this;
    for (const step of steps) field = new Field(this.rule, this.problems, field, step, this.istioWarns);
    return field;
  }

  /** The same field, where Istio keeps its warnings to itself, so that those given here count as advice. */
  whereIstioIsSilent(): Field {
    return new Field(this.rule, this.problems, this.parent, this.step, false);
  }

  /** The same field, for what another rule says of it. */
  as(rule: string): Field {
    return new Field(rule, this.problems, this.parent, this.step, this.istioWarns);
  }

  /** The same field, with its problems in another list. */
  into(problems: RuleProblem[]): Field {
    return new Field(this.rule, problems, this.parent, this.step, this.istioWarns);
  }

  error(message: string): void {
    this.#report(message, false, true);
  }

  /** Reports what Istio warns of. */
  warning(message: string): void {
    this.#report(message, true, this.istioWarns);
  }

  /** Reports what cannot be meant, although Istio says nothing of it. */
  advice(message: string): void {
    this.#report(message, true, false);
  }

  /** Reports what a check of this field's value says, if it says anything. */
  check(problem: string | undefined): void {
    if (problem !== undefined) this.error(problem);
  }

  #report(message: string, isWarning: boolean, isIstios: boolean): void {
    this.problems.push({ path: this.#path(), message, rule: this.rule, isWarning, isIstios });
  }

  #path(): Path {
    const steps: Step[] = [];
    for (let field: Field = this; field.parent !== undefined; field = field.parent) steps.push(field.step);
    return steps.reverse();
  }
}

/** What a rule may know of the resource besides its spec. */
export interface RuleSubject {
  readonly name: string;
  /** Never empty: a resource that names none is in the namespace it would be applied to. */
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/**
 * One thing that Istio demands of a spec and no schema says. Whatever in the spec is not of the type that the schema
 * gives it was taken out before, so types hold, but any field may be missing. Pure, and never throws.
 */
export type Rule<Spec> = (spec: Spec, field: Field, subject: RuleSubject) => void;

/** The rules of one kind; `runRules` gives every problem that they find, in their order. */
export interface RuleSet<Spec = never> {
  /** Each rule with its full name, `VirtualService/route-weights`. */
  readonly rules: readonly (readonly [name: string, Rule<Spec>])[];
}

/** A kind's rules. A rule's name says what holds: `route-weights`, `known-regex`. */
export const defineRules = <Spec>(kind: string, rules: Readonly<Record<string, Rule<Spec>>>): RuleSet<Spec> => ({
  rules: Object.entries(rules).map(([name, rule]) => [`${kind}/${name}`, rule] as const),
});

/**
 * Everything that a kind's rules say of `spec`; paths start at the resource's root (`spec.http[0]…`).
 *
 * @param root where the spec stands in the resource: `['spec']`, or `[]` for what is all spec, as a mesh config
 */
export function runRules<Spec>(
  { rules }: RuleSet<Spec>,
  spec: Spec,
  subject: RuleSubject,
  root: Path = ['spec'],
): RuleProblem[] {
  const problems: RuleProblem[] = [];
  for (const [name, rule] of rules) rule(spec, new Field(name, problems).at(...root), subject);
  return problems;
}
