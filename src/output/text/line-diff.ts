/** One line of a text that was changed: `-` for one that is gone, `+` for a new one, a blank for one that stayed. */
export interface DiffLine {
  readonly mark: '-' | '+' | ' ';
  readonly text: string;
}

/** Beyond this many pairs of lines to compare, all that lies between the first and the last change counts as changed. */
const mostPairs = 4_000_000;

/** The lines of two texts, as few as can be marked as gone or new (by the longest common subsequence). */
export function lineDiff(before: string, after: string): DiffLine[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && old[start] === now[start]) start++;
  let end = 0;
  while (end < shorter - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const marked = (mark: DiffLine['mark'], lines: readonly string[]) => lines.map((text) => ({ mark, text }));
  const [gone, come] = [old.slice(start, old.length - end), now.slice(start, now.length - end)];
  const middle =
    gone.length * come.length > mostPairs ? [...marked('-', gone), ...marked('+', come)] : leastDiff(gone, come);
  return [...marked(' ', old.slice(0, start)), ...middle, ...marked(' ', old.slice(old.length - end))];
}

function leastDiff(old: readonly string[], now: readonly string[]): DiffLine[] {
  // common[i][j]: how many lines old from i and now from j have in common at most.
  const common = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const [here, below] = [common[i]!, common[i + 1]!];
      here[j] = old[i] === now[j] ? below[j + 1]! + 1 : Math.max(below[j]!, here[j + 1]!);
    }
  }
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      lines.push({ mark: ' ', text: old[i]! });
      i++;
      j++;
    } else if (j === now.length || (i < old.length && common[i + 1]![j]! >= common[i]![j + 1]!)) {
      lines.push({ mark: '-', text: old[i++]! });
    } else lines.push({ mark: '+', text: now[j++]! });
  }
  return lines;
}
