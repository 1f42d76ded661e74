import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadProblem } from '../to-resources.ts';
import { kustomizationNames } from './kustomization.ts';
import { errorCode, readFailure } from './read-failure.ts';

/** A file or folder to read. */
export interface Place {
  /** As results show it: what the user gave, and the way from there, joined with `/`. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** Absolute, symbolic links followed: equal for two ways to the same file. */
  readonly realPath: string;
}

/** What a walk is about. `inner` is the way from the folder walked, joined with `/`. */
export interface WalkRules {
  /** Go also into hidden folders and node_modules, and take hidden files. */
  readonly hidden: boolean;
  excluded(path: string): boolean;
  wants(inner: string): boolean;
}

export interface Walk {
  readonly files: Place[];
  /** Helm charts in whose folders there are files that the walk is about, and that it passed over. */
  readonly charts: Place[];
  /** Folders that kustomize builds manifests of. */
  readonly kustomizations: Place[];
  readonly problems: ReadProblem[];
}

/**
 * The files under `folder`, each folder's entries sorted by name, so that results are the same on every machine.
 * Symbolic links are followed, a folder is walked once. What cannot be read is a problem, and the walk goes on. What a
 * Helm chart holds are templates and values, which only Helm can read: it is left out.
 */
export function walkFolder(folder: Place, rules: WalkRules): Walk {
  const found: Walk = { files: [], charts: [], kustomizations: [], problems: [] };
  const { files, problems } = found;
  const walked = new Set<string>();
  const walk = (from: Place, prefix: string): void => {
    if (walked.has(from.realPath)) return;
    walked.add(from.realPath);
    const entries = list(from, problems);
    if (entries.some(({ name }) => kustomizationNames.has(name) && !rules.excluded(join(from.path, name)))) {
      found.kustomizations.push(from);
    }
    if (entries.some(({ name }) => name === 'Chart.yaml')) {
      passOver(from, found, () => walkEntries(from, entries, prefix));
    } else walkEntries(from, entries, prefix);
  };
  const walkEntries = (from: Place, entries: readonly Dirent[], prefix: string): void => {
    for (const entry of entries) {
      if (!rules.hidden && isPassedOver(entry.name)) continue;
      const inner = prefix + entry.name;
      const path = join(from.path, entry.name);
      if (rules.excluded(path)) continue;
      const place = { name: childName(from.name, entry.name), path, realPath: join(from.realPath, entry.name) };
      if (entry.isDirectory()) walk(place, `${inner}/`);
      else if (entry.isFile()) {
        if (rules.wants(inner)) files.push(place);
      } else if (entry.isSymbolicLink()) follow(place, inner);
      else if (rules.wants(inner)) problems.push({ file: place.name, message: specialFile(entry) });
    }
  };
  const follow = (link: Place, inner: string): void => {
    const wanted = rules.wants(inner);
    try {
      const target = statSync(link.path);
      const place = { ...link, realPath: realpathSync.native(link.path) };
      if (target.isDirectory()) walk(place, `${inner}/`);
      else if (!wanted) return;
      else if (target.isFile()) files.push(place);
      else problems.push({ file: link.name, message: specialFile(target) });
    } catch (error) {
      // A broken link that may have been a manifest is worth a word; any other is nobody's concern.
      if (wanted) problems.push({ file: link.name, message: linkFailure(error) });
    }
  };
  walk(folder, '');
  return found;
}

/** Forgets what `walk` finds in the chart, and remembers the chart instead where that was anything. */
function passOver(chart: Place, { files, charts, kustomizations, problems }: Walk, walk: () => void): void {
  const lists = [files, charts, kustomizations, problems];
  const before = lists.map((list) => list.length);
  walk();
  if (files.length === before[0] && charts.length === before[1]) return;
  for (const [i, list] of lists.entries()) list.length = before[i]!;
  charts.push(chart);
}

function list(folder: Place, problems: ReadProblem[]): Dirent[] {
  try {
    return readdirSync(folder.path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    problems.push({ file: folder.name, message: readFailure(error) });
    return [];
  }
}

const isPassedOver = (name: string): boolean => name.startsWith('.') || name === 'node_modules';

/** What `child` of the folder that the user called `folder` is called: `.` is left out, as people leave it out. */
const childName = (folder: string, child: string): string => {
  if (/^(\.?\/*|\.\/+)$/.test(folder) && !folder.startsWith('/')) return child;
  return folder.endsWith('/') ? folder + child : `${folder}/${child}`;
};

/** Why a symbolic link that is there leads nowhere. */
export const linkFailure = (error: unknown): string =>
  errorCode(error) === 'ENOENT' ? 'cannot be read: a symbolic link to a file that does not exist' : readFailure(error);

/** Why what is neither file nor folder is not read. */
export function specialFile(entry: Dirent | Stats): string {
  const what = entry.isFIFO() ? 'a named pipe' : entry.isSocket() ? 'a socket' : 'a device';
  return `cannot be read: it is ${what}, not a file`;
}
