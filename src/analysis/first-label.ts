/** The key that `formatLabels` writes first: where findings about a selector point. Undefined for an empty selector. */
export const firstLabel = (labels: Readonly<Record<string, string>>): string | undefined =>
  Object.keys(labels).sort()[0];
