/** What removes each thing that is in the making. */
const removals = new Set<() => void>();

/**
 * Notes something in the making that must not stay behind where the program ends at once (a second Ctrl-C, a pipe that is closed).
 *
 * @returns what says that it is finished, or removed
 */
export function unfinished(remove: () => void): () => void {
  removals.add(remove);
  return () => void removals.delete(remove);
}

/** Removes all that is in the making. What cannot be removed stays: there is no one left to tell. */
export function removeUnfinished(): void {
  for (const remove of removals) {
    try {
      remove();
    } catch {}
  }
  removals.clear();
}
