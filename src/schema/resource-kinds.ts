import { kinds } from './compiled/kinds.js';

/** The kinds of resources that this project has a schema of, by `group/Kind`. */
export const resourceKinds: readonly string[] = Object.keys(kinds).filter((id) => kinds[id]!.apiVersions.length > 0);
