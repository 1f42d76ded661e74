/** A namespace as a key, told from one of the same name in another cluster where there are several. */
export const placeKey = (namespace: string, cluster?: string): string =>
  cluster === undefined ? namespace : `${cluster}\0${namespace}`;
