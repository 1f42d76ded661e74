import { existsSync, lstatSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { counted } from '../../base/counted.ts';
import { InputError, UsageError } from '../../base/errors.ts';
import { listNames } from '../../base/list-names.ts';
import { nearest } from '../../base/nearest.ts';
import type { ReadProblem } from '../to-resources.ts';
import { kustomizationInputs, kustomizationNames } from './kustomization.ts';
import { looksLikeGlob, parseGlob, pathMatcher } from './path-patterns.ts';
import { errorCode } from './read-failure.ts';
import { linkFailure, type Place, specialFile, type Walk, walkFolder } from './walk-folder.ts';

/** What to read, in order. Standard input has neither path nor real path; a pipe has no real path of its own. */
export interface Located {
  readonly places: { readonly name: string; readonly path?: string; readonly realPath?: string }[];
  readonly problems: ReadProblem[];
  readonly notes: string[];
}

type Excluded = (path: string) => boolean;

const extensions = new Set(['.yaml', '.yml', '.json']);
/** What stands among manifests and is none. */
const notManifests = new Set(['meshwright.yaml', ...kustomizationNames]);

// `/dev/stdin` cannot be opened where standard input is a socket, as under a Node parent.
const isStdin = (path: string): boolean => path === '-' || path === '/dev/stdin';

/** Finds the files that `paths` mean; `readInput` says what a path may be, and what is thrown. */
export async function locate(paths: readonly string[], cwd: string, excludedByOption: Excluded): Promise<Located> {
  const located: Located = { places: [], problems: [], notes: [] };
  if (paths.includes('')) throw new UsageError('a path is empty: is a variable on the command line unset?');
  if (paths.filter(isStdin).length > 1) throw new UsageError('standard input ("-") can be read only once');
  const exclusions = paths.filter((path) => path.startsWith('!') && !existsSync(resolve(cwd, path)));
  if (exclusions.length > 0 && exclusions.length === paths.length) {
    throw new UsageError(`${exclusions.join(' ')} only leaves out: name also what to read`);
  }
  const excludedByPath = await pathMatcher(
    exclusions.map((path) => path.slice(1)),
    cwd,
  );
  const excluded: Excluded = (path) => excludedByOption(path) || excludedByPath(path);
  for (const path of paths) {
    if (isStdin(path)) located.places.push({ name: path });
    else if (!exclusions.includes(path)) await locatePath(path, cwd, excluded, located);
  }
  return located;
}

async function locatePath(name: string, cwd: string, excluded: Excluded, to: Located): Promise<void> {
  const path = resolve(cwd, name);
  let stats: Stats;
  try {
    stats = statSync(path);
  } catch (error) {
    const isAbsent = errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR';
    if (!isAbsent || isLink(path)) {
      to.problems.push({ file: name, message: linkFailure(error) });
    } else if (looksLikeGlob(name)) await locateGlob(name, cwd, excluded, to);
    else throw new InputError(missing(name, cwd));
    return;
  }
  if (stats.isDirectory()) await locateFolder({ name, path, realPath: realpathSync.native(path) }, excluded, to);
  else if (stats.isFile()) to.places.push({ name, path, realPath: realpathSync.native(path) });
  // `<(helm template …)`: the shell gives a pipe of its own, which ends; any other pipe may keep us waiting forever.
  else if (stats.isFIFO() && /^\/(dev|proc\/self)\/fd\//.test(path)) to.places.push({ name, path });
  else to.problems.push({ file: name, message: specialFile(stats) });
}

/** True for a symbolic link, also one that leads nowhere. */
function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

async function locateFolder(folder: Place, excluded: Excluded, to: Located): Promise<void> {
  const walk = walkFolder(folder, { hidden: false, excluded, wants: isManifest });
  const { charts, kustomizations, problems } = walk;
  const files = await manifestsOf(walk);
  to.places.push(...files);
  to.problems.push(...problems);
  to.notes.push(...charts.map(chartNote));
  if (kustomizations.length > 0) to.notes.push(kustomizationNote(kustomizations, walk.files.length - files.length));
  else if (files.length + charts.length + problems.length === 0) {
    to.notes.push(`${folder.name}: nothing to read: no .yaml, .yml or .json file in this folder that is not excluded`);
  }
}

/** The files of a walk but those that a kustomization has for patches and settings, which nobody applies as they are. */
async function manifestsOf({ files, kustomizations }: Walk): Promise<Place[]> {
  if (kustomizations.length === 0) return files;
  const inputs = new Set((await Promise.all(kustomizations.map(kustomizationInputs))).flat());
  return files.filter(({ realPath }) => !inputs.has(realPath));
}

async function locateGlob(text: string, cwd: string, excluded: Excluded, to: Located): Promise<void> {
  const glob = await parseGlob(text);
  const name = glob.base === '' ? '.' : glob.base;
  const path = resolve(cwd, name);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new InputError(`no file matches ${text}: ${missing(name, cwd)}`);
  }
  // A pattern that ends in a name with a dot says itself which files it means.
  const last = basename(glob.pattern);
  const isMeant = (inner: string) =>
    last.includes('.') ? last === basename(inner) || !notManifests.has(basename(inner)) : isManifest(inner);
  const walk = walkFolder(
    { name, path, realPath: realpathSync.native(path) },
    {
      hidden: /(^|\/)(\.[^./]|node_modules)/.test(glob.pattern),
      excluded,
      wants: (inner) => (glob.matches(inner) ? isMeant(inner) : isManifest(inner) && isUnder(inner, glob.matches)),
    },
  );
  const { files, charts, problems } = walk;
  const notes = charts.map(chartNote);
  if (files.length + problems.length === 0) {
    const why = notes[0] ?? 'patterns pass over hidden folders, node_modules and exclusions';
    throw new InputError(`no file matches ${text}: ${why}`);
  }
  const manifests = await manifestsOf(walk);
  // A pattern for patches alone means them.
  to.places.push(...(manifests.length > 0 ? manifests : files));
  to.problems.push(...problems);
  to.notes.push(...notes);
}

const isManifest = (inner: string): boolean =>
  extensions.has(extname(inner).toLowerCase()) && !notManifests.has(basename(inner));

const chartNote = ({ name }: Place): string =>
  `${name} is a Helm chart: passed over. Render it, and pass that on: helm template ${typed(name)} | meshwright … -`;

/** One for all: a repository has them in every folder. The last one is built of the others, as often as not. */
function kustomizationNote(places: readonly Place[], passedOver: number): string {
  const names = places.map(({ name }) => name);
  const what = names.length === 1 ? 'is a kustomization' : 'are kustomizations';
  const effect =
    passedOver === 0
      ? 'not applied to the files'
      : `passed over (${counted(passedOver, 'file')}), and not applied to the others`;
  const built = `kubectl kustomize ${typed(names.at(-1)!)} | meshwright … -`;
  return `${listNames(names)} ${what}: patches and settings are ${effect}. Build it, and pass that on: ${built}`;
}

/** A path as a shell takes it. */
const typed = (name: string): string => (/^[\w./@:+-]+$/.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`);

/** True when the pattern means a folder that `inner` is in: as the shell would, it then means all that is in it. */
function isUnder(inner: string, matches: (path: string) => boolean): boolean {
  for (let up = dirname(inner); up !== '.'; up = dirname(up)) if (matches(up)) return true;
  return false;
}

/** What to say of a path that does not exist: the first part of it that is missing, and what is there instead. */
function missing(name: string, cwd: string): string {
  const whole = name.replace(/(?<=.)\/+$/, '');
  let part = whole;
  while (part !== dirname(part) && !existsSync(resolve(cwd, dirname(part)))) part = dirname(part);
  const folder = dirname(part);
  if (!statSync(resolve(cwd, folder)).isDirectory()) {
    return `${name} does not exist: ${folder} is a file, not a folder`;
  }
  const siblings = readdirSync(resolve(cwd, folder)).filter((sibling) => sibling !== basename(part));
  const guess = nearest(basename(part), siblings);
  const said = part === whole ? `${name} does not exist.` : `${name} does not exist: there is no ${part}.`;
  return guess === undefined ? said : `${said} Did you mean "${join(folder, guess)}"?`;
}
