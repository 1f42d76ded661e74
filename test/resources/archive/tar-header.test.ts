import { expect, it } from 'vitest';
import { tarExtension } from '../../../src/resources/archive/tar-header.ts';

const decode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
const read = (flag: string, text: string) => {
  const extension = tarExtension(flag, Buffer.from(text), decode);
  return extension && Object.fromEntries(extension);
};

/** Records of pax start with their own length. */
const record = (text: string): string => `${String(text.length + 4).padStart(2, '0')} ${text}\n`;

it.each([
  ['pax records', 'x', record('path=a/b=c') + record('size=7'), { path: 'a/b=c', size: '7' }],
  ['nothing else of them, of which there may be many', 'x', record('mtime=1') + record('path=a'), { path: 'a' }],
  ['what is cut off', 'x', '40 path=a', {}],
  ["GNU's long names", 'L', 'a/b\0\0', { path: 'a/b' }],
  ['settings of a whole archive, which are passed over', 'g', record('path=a'), {}],
  ['a file, which is none', '0', 'text', undefined],
])('reads %s', (_, flag, text, expected) => {
  expect(read(flag, text)).toEqual(expected);
});
