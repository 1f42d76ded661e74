/**
 * A test for `pattern`, in which `*` stands for any run of characters (istioctl's --suppress syntax). Its time is that of
 * reading the text a few times, whatever the pattern: as a regular expression, ten stars take years.
 */
export function wildcard(pattern: string): (text: string) => boolean {
  const [start = '', ...others] = pattern.split('*');
  const end = others.pop();
  if (end === undefined) return (text) => text === pattern;
  return (text) => {
    if (text.length < start.length + end.length || !text.startsWith(start) || !text.endsWith(end)) return false;
    let at = start.length;
    // Where each part between stars is first found leaves the most for those after it.
    for (const part of others) {
      const found = text.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return at <= text.length - end.length;
  };
}
