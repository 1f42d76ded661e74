import { readTarHeader, tarBlock, tarExtension, tarType } from '../../resources/archive/tar-header.ts';
import { decode } from '../template/model/text.ts';

export interface TarMember {
  readonly name: string;
  readonly type: 'file' | 'directory' | 'other';
  readonly bytes: Uint8Array;
}

/**
 * The members of a tar archive: the formats ustar, pax and GNU's long names, which is what `helm package` and tar write.
 * A library would bring streams, and writing to disks; reading is this.
 * @param refuse called for what is damaged
 */
export function* tarMembers(archive: Uint8Array, refuse: (reason: string) => never): Generator<TarMember> {
  let extended: ReadonlyMap<string, string> = new Map();
  for (let at = 0; at + tarBlock <= archive.length; ) {
    const header = readTarHeader(archive.subarray(at, at + tarBlock), decode);
    if (header === undefined) return;
    if (!header.isSound) refuse('is damaged: a checksum is wrong');
    const size = extended.has('size') ? Number(extended.get('size')) : header.size;
    if (!Number.isSafeInteger(size) || size < 0 || at + tarBlock + size > archive.length) {
      refuse('is damaged: it ends within a file');
    }
    const bytes = archive.subarray(at + tarBlock, at + tarBlock + size);
    at += tarBlock + Math.ceil(size / tarBlock) * tarBlock;
    const extension = tarExtension(header.flag, bytes, decode);
    if (extension !== undefined) {
      extended = new Map([...extended, ...extension]);
      continue;
    }
    const name = extended.get('path') ?? header.name;
    extended = new Map();
    yield { name, type: tarType(header.flag, name), bytes };
  }
}
