import { visible } from '../output/visible.ts';
import { ConfigDump, type Section } from '../proxy/envoy/config-dump.ts';
import { pendingUpdates } from '../proxy/envoy/update-states.ts';
import type { Io } from './io.ts';
import { readProxyFile } from './read-proxy-file.ts';

/** Flags that say which dump to read, and how much of it to show. */
export interface DumpFlags {
  readonly file?: string;
  readonly showSecrets?: boolean;
}

/** The dump that the flags name. Throws what `readProxyFile` and `ConfigDump` throw. */
export async function openDump(io: Io, flags: DumpFlags, pods: readonly string[]): Promise<ConfigDump> {
  return new ConfigDump(await readProxyFile(io, flags, pods), { showSecrets: flags.showSecrets ?? false });
}

/** A screen of them. */
const mostNotes = 20;

/** Says what the proxy refused, or still waits for: tables tell only what is in force. */
export function noteStates(io: Io, dump: ConfigDump, section: Section): void {
  const notes = pendingUpdates(dump, section).map(({ name, refusal }) =>
    refusal === '' ? `note: ${name} is still warming` : `warning: Envoy refused ${name}: ${refusal}`,
  );
  for (const note of notes.slice(0, mostNotes)) io.note(visible(note));
  if (notes.length > mostNotes) io.note(`… and ${notes.length - mostNotes} more (-o json tells all)`);
}
