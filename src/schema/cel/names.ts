/** Words that CEL keeps for itself, and so no name of a field may be (cel-spec, Language Definition, Syntax). */
const reserved = new Set(
  (
    'true false null in as break const continue else for function if import let loop package namespace return var void ' +
    'while'
  ).split(' '),
);

const escapes: Readonly<Record<string, string>> = {
  __: '__underscores__',
  '.': '__dot__',
  '-': '__dash__',
  '/': '__slash__',
};

/**
 * What a rule calls the field `name` (kubernetes.io, Validation rules, Escaped names); undefined for one that rules
 * cannot reach.
 */
export function escapeName(name: string): string | undefined {
  if (!/^[a-zA-Z_.\-/][\w.\-/]*$/.test(name)) return undefined;
  if (reserved.has(name)) return `__${name}__`;
  return name.replace(/__|[.\-/]/g, (part) => escapes[part]!);
}
