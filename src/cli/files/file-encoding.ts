import { closeSync, openSync, readSync } from 'node:fs';
import { resolve } from 'node:path';

/** How a file's text becomes bytes. */
export interface Encoding {
  encode(text: string): Buffer;
}

/** By the byte order mark that a file starts with. */
const encodings: readonly (Encoding & { readonly mark: readonly number[] })[] = [
  { mark: [0xef, 0xbb, 0xbf], encode: (text) => Buffer.from(`\uFEFF${text}`) },
  { mark: [0xff, 0xfe], encode: (text) => Buffer.from(`\uFEFF${text}`, 'utf16le') },
  { mark: [0xfe, 0xff], encode: (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16() },
];

/** How the file is written now: what replaces its text is to be written in the same way. */
export function fileEncoding(name: string, cwd: string): Encoding {
  const start = Buffer.alloc(3);
  const file = openSync(resolve(cwd, name), 'r');
  try {
    readSync(file, start, 0, start.length, 0);
  } finally {
    closeSync(file);
  }
  return (
    encodings.find(({ mark }) => mark.every((byte, i) => start[i] === byte)) ?? { encode: (text) => Buffer.from(text) }
  );
}
