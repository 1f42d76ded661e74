/** True for a text of ASCII alone, whose bytes in UTF-8 are its UTF-16 units: it can be copied as it is. */
export const isAscii = (text: string): boolean => Buffer.byteLength(text) === text.length;
