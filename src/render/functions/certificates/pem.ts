import { FunctionError } from '../../template/errors.ts';
import { fromBase64 } from '../encodings.ts';

/** A piece of a PEM file (RFC 7468): what it says that it holds, and the bytes. */
export interface PemBlock {
  readonly label: string;
  readonly bytes: Buffer;
}

const border = /^-----(BEGIN|END) (.+)-----[ \t\r]*$/;

/** The first block of a text; undefined where there is none. What stands around blocks does not count. */
export function firstPemBlock(text: string): PemBlock | undefined {
  let open: { readonly label: string; digits: string } | undefined;
  for (const line of text.split('\n')) {
    const [, side, label] = border.exec(line) ?? [];
    if (side === 'BEGIN') open = { label: label!, digits: '' };
    else if (side === 'END') {
      const bytes = open?.label === label ? bytesOf(open!.digits) : undefined;
      if (bytes !== undefined) return { label: label!, bytes };
      open = undefined;
    }
    // Headers, as old encrypted keys have them, say nothing of use.
    else if (open !== undefined && !line.includes(':')) open.digits += line.replace(/[ \t]/g, '');
  }
  return undefined;
}

/** As Go does: what cannot be read may stand before what can. */
function bytesOf(digits: string): Buffer | undefined {
  try {
    return Buffer.from(fromBase64(digits));
  } catch (error) {
    if (error instanceof FunctionError) return undefined;
    throw error;
  }
}

/** The block as text, in lines of 64 characters (RFC 7468). */
export function writePem({ label, bytes }: PemBlock): string {
  const lines = bytes.toString('base64').replace(/.{1,64}/g, '$&\n');
  return `-----BEGIN ${label}-----\n${lines}-----END ${label}-----\n`;
}
