import {
  type CelEnv,
  type CelFunc,
  CelScalar,
  type CelValue,
  celEnv,
  celFunc,
  celList,
  isCelError,
  isCelList,
  isCelMap,
  listType,
} from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import { Budget } from './budget.ts';
import { cidrLibrary } from './library/cidr.ts';
import { formatLibrary } from './library/format.ts';
import { ipLibrary } from './library/ip.ts';
import { listsLibrary } from './library/lists.ts';
import { registry } from './library/opaque.ts';
import { optionalLibrary } from './library/optional.ts';
import { quantityLibrary } from './library/quantity.ts';
import { regexLibrary } from './library/regex.ts';
import { semverLibrary } from './library/semver.ts';
import { setsLibrary } from './library/sets.ts';
import { standardLibrary } from './library/standard.ts';
import { urlLibrary } from './library/url.ts';
import { appendFunction, newListFunction, stepFunction } from './rewrite.ts';

const { DYN, INT } = CelScalar;
const LIST = listType(DYN);

/** CEL as an API server has it: its libraries, and a budget that every call and every round of a loop draws on. */
export interface Environment {
  readonly cel: CelEnv;
  /** True for a function or method of that name. */
  knows(name: string): boolean;
  /** What evaluations draw on from now on. */
  use(budget: Budget): void;
}

let made: Environment | undefined;

/** The one environment: it takes some time to make. */
export function environment(): Environment {
  made ??= makeEnvironment();
  return made;
}

function makeEnvironment(): Environment {
  let budget = new Budget();
  const plain = celEnv();
  const metered = (func: CelFunc) =>
    replaceCall(func, (id, target, args) => {
      budget.spend(
        1 + (target === undefined ? 0 : sizeOf(target)) + args.reduce<number>((sum, arg) => sum + sizeOf(arg), 0),
      );
      return func.call(id, target, args);
    });
  const step = replaceCall(
    celFunc(stepFunction, [INT, DYN], DYN, (_, condition) => condition),
    (_id, _target, args) => {
      budget.spend(Number(args[0]));
      return args[1]!;
    },
  );
  const cel = celEnv({
    registry,
    funcs: [...[...plain.funcs, ...librariesOn(plain)].map(metered), step, ...growingLists()],
  });
  return {
    cel,
    knows: (name) => cel.funcs.find(name) !== undefined,
    use(next) {
      budget = next;
    },
  };
}

/** What an API server adds to CEL, some of it made of CEL's own operators. */
function librariesOn({ funcs }: CelEnv): CelFunc[] {
  const result = (operator: string, left: CelValue, right: CelValue): CelValue => {
    const value = funcs.find(operator)?.call(0, undefined, [left, right]);
    if (value === undefined) throw new Error(`${operator} takes no such values`);
    if (isCelError(value)) throw value;
    return value;
  };
  const isEqual = (left: unknown, right: unknown) => result('_==_', left as CelValue, right as CelValue) === true;
  const isLess = (left: CelValue, right: CelValue) => result('_<_', left, right) === true;
  const compare = (left: CelValue, right: CelValue) => (isLess(left, right) ? -1 : isLess(right, left) ? 1 : 0);
  return [
    ...strings,
    ...standardLibrary,
    ...listsLibrary(compare, (left, right) => result('_+_', left, right), isEqual),
    ...setsLibrary(isEqual),
    ...regexLibrary,
    ...urlLibrary,
    ...ipLibrary,
    ...cidrLibrary,
    ...quantityLibrary,
    ...formatLibrary,
    ...semverLibrary,
    ...optionalLibrary,
  ];
}

type Call = CelFunc['call'];

/** What is thrown by the new `call` ends the whole evaluation, where an error of a function is a value like others. */
const replaceCall = (func: CelFunc, call: Call): CelFunc => Object.create(func, { call: { value: call } }) as CelFunc;

/** How many steps it takes to look at all of a value, roughly. */
function sizeOf(value: CelValue): number {
  if (typeof value === 'string') return value.length >> 4;
  if (value instanceof Uint8Array) return value.length >> 4;
  return isCelList(value) || isCelMap(value) ? value.size : 0;
}

/** Lists that grow in place: only the loops of `map` and `filter` do that, with a list that nothing else sees. */
function growingLists(): CelFunc[] {
  const arrays = new WeakMap<object, CelValue[]>();
  return [
    celFunc(newListFunction, [], LIST, () => {
      const array: CelValue[] = [];
      const list = celList(array as never);
      arrays.set(list, array);
      return list;
    }),
    celFunc(appendFunction, [LIST, DYN], LIST, (list, item) => {
      arrays.get(list)!.push(item);
      return list;
    }),
  ];
}
