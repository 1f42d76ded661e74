import { gunzipSync } from 'node:zlib';
import { ChartError, type ChartFile } from './chart.ts';
import { tarMembers } from './tar.ts';

/** Helm's bounds, of all files together and of each. */
export const largestChart = 100 * 1024 * 1024;
export const largestFile = 5 * 1024 * 1024;

/**
 * The files of a chart's archive (.tgz), whose members lie in one folder. Members that lead elsewhere are refused, as are
 * links, and archives that unpack to more than Helm takes.
 * @param origin the archive's name, for messages
 * @throws ChartError
 */
export function readArchive(bytes: Uint8Array, origin: string): ChartFile[] {
  const refuse = (reason: string): never => {
    throw new ChartError(`${origin}: ${reason}`);
  };
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return refuse('is not a gzipped archive');
  const files: ChartFile[] = [];
  for (const member of tarMembers(unpacked(bytes, refuse), refuse)) {
    if (member.type === 'directory') continue;
    if (member.type === 'other') refuse(`${JSON.stringify(member.name)} is a link or a device: only files are allowed`);
    if (member.bytes.length > largestFile) {
      refuse(`${JSON.stringify(member.name)} has ${member.bytes.length} bytes: at most ${largestFile} are allowed`);
    }
    files.push({ path: pathWithin(member.name, refuse), bytes: member.bytes });
  }
  return files.length === 0 ? refuse('holds no files') : files;
}

function unpacked(bytes: Uint8Array, refuse: (reason: string) => never): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: largestChart });
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    return refuse(isTooLarge ? `unpacks to more than ${largestChart} bytes` : 'is damaged: it cannot be unpacked');
  }
}

/** The path without the folder that all members are in. */
function pathWithin(name: string, refuse: (reason: string) => never): string {
  const parts = name.split(name.includes('\\') ? '\\' : '/');
  if (parts[0] === 'Chart.yaml') return refuse('Chart.yaml must be in a folder of the archive');
  const inner = parts.slice(1).filter((part) => part !== '' && part !== '.');
  const isOutside = name.startsWith('/') || parts.includes('..') || inner.length === 0 || parts[1] === '';
  if (isOutside || /^[A-Za-z]:/.test(inner[0]!) || name.includes('\0')) {
    return refuse(`${JSON.stringify(name)} is outside of the chart's folder`);
  }
  return inner.join('/');
}
