/**
 * Whether proto3 tells `value` from a missing field: not when it is null, an empty text or list, 0 or false. A message is
 * there although it is empty (`{}`).
 */
export const isSet = (value: unknown): boolean => {
  if (value === undefined || value === null || value === '' || value === 0 || value === false) return false;
  return !Array.isArray(value) || value.length > 0;
};

/** Those of `names` that are set in `message`. */
export const setFields = <Name extends string>(
  message: { readonly [Each in Name]?: unknown },
  names: readonly Name[],
): Name[] => names.filter((name) => isSet(message[name]));
