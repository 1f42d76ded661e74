/** Longer texts (UTF-16 units) are not kept: few are as long, and fewer come twice. */
const longest = 256;
/** Texts whose results are kept at most: a mesh of many thousand resources names fewer different hosts. */
const most = 20_000;

/**
 * A function of a text that works each text out once: a large mesh says the same few thousand over and over. Only for
 * what depends on nothing else.
 */
export function remembered<T>(work: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (text.length > longest) return work(text);
    let result = known.get(text);
    if (result !== undefined || known.has(text)) return result as T;
    const own = detached(text);
    result = work(own);
    if (known.size >= most) known.clear();
    known.set(own, result);
    return result;
  };
}

/**
 * The same text, with memory of its own. Part of a text shares the memory of the whole, so that whoever keeps a word keeps the
 * file that it was read from.
 */
const detached = (text: string): string => ` ${text}`.slice(1);
