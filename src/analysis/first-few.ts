/** So many findings of one sort tell a resource's author enough: a hundred Pods in the same trouble add nothing. */
export const enough = 10;

/** A test that is true for the first findings of each resource, `enough` of them, and false from then on. */
export function firstFew(): (resource: object) => boolean {
  const told = new Map<object, number>();
  return (resource) => {
    const count = told.get(resource) ?? 0;
    if (count < enough) told.set(resource, count + 1);
    return count < enough;
  };
}
