import { builtins } from '../../render/template/builtins/builtins.ts';
import { type Functions, GoFunction } from '../../render/template/model/function.ts';
import { bare, Scalar, type Value } from '../../render/template/model/values.ts';
import { holdsPlaceholder, isPlaceholder, longestName } from './names.ts';

/** Functions that do to one name what they do to any other: they pass it on, print it, or ask whether it is the same as another. */
const blindToNames: ReadonlySet<string> = new Set([
  ...['not', 'eq', 'ne', 'print', 'html'],
  ...['list', 'append', 'prepend', 'concat', 'first', 'last', 'compact', 'join', 'dict', 'toString', 'toStrings'],
  ...['default', 'empty', 'coalesce', 'ternary', 'quote', 'squote', 'toLower', 'lower'],
  ...['toJson', 'toJSON', 'toJsonMap', 'toYaml', 'structToJSON', 'protoToJSON', 'indent', 'nindent'],
  ...['annotation', 'isset', 'valueOrDefault', 'omit', 'mergeMaps', 'strdict', 'omitNil', 'otelResourceAttributes'],
  ...['includeInboundPorts', 'applicationPorts', 'formatDuration', 'kubevirtInterfaces', 'excludeInterfaces'],
]);

/** As `blindToNames`, for names in the list or map that comes first. */
const blindToItems: ReadonlySet<string> = new Set(['index', 'len', 'hasKey', 'get']);

/** Functions that leave a whole name as it is: they end with a letter or digit, and have no more than 63 of them. */
const leavingNames: Readonly<Record<string, (args: readonly Value[]) => boolean>> = {
  trunc: ([length, name]) => Number(bare(length)) >= longestName && isPlaceholder(name),
  trimSuffix: ([suffix, name]) => /^[^a-z0-9]+$/.test(String(suffix)) && isPlaceholder(name),
};

/**
 * The functions of templates. While `isWatching`, they refuse placeholders where what they do could depend on the name.
 */
export function watched(functions: Functions, isWatching: () => boolean): Functions {
  const { and, or, call, ...others } = builtins;
  return Object.fromEntries(
    Object.entries({ ...others, ...functions }).map(([name, fn]) => [
      name,
      blindToNames.has(name) ? fn : watch(name, fn, isWatching),
    ]),
  );
}

function watch(name: string, { takes, rest, gives, call }: GoFunction, isWatching: () => boolean): GoFunction {
  const isBlindToItems = blindToItems.has(name);
  const leavesNames = leavingNames[name] ?? (() => false);
  return new GoFunction(takes, rest, gives, (args, run) => {
    if (
      isWatching() &&
      args.some((arg, i) => !(isBlindToItems && i === 0 && isCollection(arg)) && mayHoldName(arg)) &&
      !leavesNames(args)
    )
      throw new TypeError(`${name} looks at a name`);
    return call(args, run);
  });
}

const isCollection = (value: Value): boolean =>
  typeof value === 'object' && value !== null && !(value instanceof Scalar);

/** Collections that are made of a Pod hold names; whether these do is not worth a search. */
const mayHoldName = (value: Value): boolean => {
  const plain = bare(value);
  return typeof plain === 'string' ? holdsPlaceholder(plain) : isCollection(plain);
};
