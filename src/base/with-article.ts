/** A kind after its article: `a VirtualService`, `an EnvoyFilter`. */
export const withArticle = (kind: string): string => `${/^[AEIOU]/i.test(kind) ? 'an' : 'a'} ${kind}`;
