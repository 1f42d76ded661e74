import { textAt } from '../../resources/fields.ts';
import { isObject } from '../../resources/json.ts';

/** What an istiod was built from. */
export interface Build {
  readonly version: string;
  /** The commit, and how it was built: `Clean`; empty where that is not known. */
  readonly commit: string;
  readonly status: string;
}

/**
 * What istiod's /version prints: `1.30.3-<commit>-Clean`, or JSON in some builds. The version may have dashes of its own, as in
 * `1.31-alpha.2`.
 */
export function parseBuild(said: string): Build {
  const text = said.trim();
  const [, version, commit, status] = /^(.+?)-([\da-f]{7,40}(?:-dirty)?|unknown)-([A-Za-z]+)$/.exec(text) ?? [];
  if (version !== undefined) return { version, commit: commit!, status: status! };
  return buildOf(jsonOf(text)) ?? { version: text, commit: '', status: '' };
}

/** Istio's BuildInfo, as JSON; undefined where it tells no version. */
export function buildOf(info: unknown): Build | undefined {
  if (!isObject(info)) return undefined;
  const inner = isObject(info.clientVersion) ? info.clientVersion : info;
  const version = textAt(inner, 'version');
  return version === '' ? undefined : { version, commit: textAt(inner, 'revision'), status: textAt(inner, 'status') };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
