import { type FSWatcher, watch } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FileState, fileState } from '../../resources/input/file-state.ts';
import type { ReadMeshSettings } from '../mesh/read-mesh.ts';

/** Milliseconds between two looks at the files: the system's own word of a change only makes the next one come at once. */
const pause = 2_000;

/** Calls `changed` whenever a file that `settings` name came, went or was changed, until the signal. */
export async function followFiles(
  settings: ReadMeshSettings,
  cwd: string,
  changed: () => void,
  signal: AbortSignal,
): Promise<void> {
  const { paths, exclude, excludeFrom, meshConfigFile, meshNetworksFile } = settings;
  const others = [meshConfigFile, meshNetworksFile].filter((file) => file !== undefined);
  const look = (): Promise<FileState> => fileState(paths, cwd, { exclude, excludeFrom }, others);
  let wake = (): void => {};
  const watched = new WatchedFolders(() => wake());
  let state = await look();
  try {
    while (!signal.aborted) {
      watched.set(state.folders);
      const woken = new AbortController();
      wake = () => woken.abort();
      await sleep(pause, undefined, { signal: AbortSignal.any([signal, woken.signal]) }).catch(() => {});
      const now = await look();
      if (now.signature !== state.signature && !signal.aborted) changed();
      state = now;
    }
  } finally {
    watched.set(new Set());
  }
}

/** Folders that the system watches, as far as it can: some file systems tell nothing, and there is a limit. */
class WatchedFolders {
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Watches these folders and no others. */
  set(folders: ReadonlySet<string>): void {
    for (const [folder, watcher] of this.#watchers) if (!folders.has(folder)) this.#forget(folder, watcher);
    for (const folder of folders) {
      if (this.#watchers.has(folder)) continue;
      try {
        const watcher = watch(folder, this.#changed);
        watcher.on('error', () => this.#forget(folder, watcher));
        this.#watchers.set(folder, watcher);
      } catch {
        // Looking now and then has to do.
      }
    }
  }

  #forget(folder: string, watcher: FSWatcher): void {
    watcher.close();
    this.#watchers.delete(folder);
  }
}
