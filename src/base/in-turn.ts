/**
 * What `work` makes of each item, in the order of the items; at most `limit` results are being made or wait to be taken. What
 * one item rejects with ends the sequence when its turn comes.
 */
export async function* inTurn<T, R>(
  items: Iterable<T>,
  limit: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const underWay: Promise<R>[] = [];
  for (const item of items) {
    if (underWay.length >= limit) yield await underWay.shift()!;
    const made = work(item);
    // It is looked at when its turn comes, which Node would take for too late.
    made.catch(() => {});
    underWay.push(made);
  }
  for (const made of underWay) yield await made;
}
