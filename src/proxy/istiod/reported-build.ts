import { type Build, parseBuild } from './build.ts';

/** `Revision default: istio-system/istiod-1 1.30.3 (1.30.3-<commit>-Clean)`, as we write it. */
const ownLine = /^Revision (\S+): [^\s/]+\/([^\s/]+) \S+ \((.+)\)$/gm;
/** What Go prints of istioctl's records, one for each istiod. */
const record =
  /ServerInfo\{Component:"pilot", Revision:"([^"]*)", Info:version\.BuildInfo\{Version:"([^"]*)", GitRevision:"([^"]*)"[^{}]*BuildStatus:"([^"]*)"/g;

/**
 * What an istiod was built from, by the file `versions` of a bug report: ours names istiods, istioctl's their revisions.
 * Undefined where it does not tell.
 */
export function reportedBuild(text: string, istiod: string, revision: string): Build | undefined {
  for (const [, , name, said = ''] of text.matchAll(ownLine)) if (name === istiod) return parseBuild(said);
  for (const [, own, version = '', commit = '', status = ''] of text.matchAll(record)) {
    if (own === revision) return { version, commit, status };
  }
  return undefined;
}
