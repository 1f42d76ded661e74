import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { helmFunctions } from '../../../src/render/functions/functions.ts';
import { Template } from '../../../src/render/template/template.ts';

const template = (text: string) => new Template('t').funcs(helmFunctions).parse(text);
const render = (text: string): string => template(text).execute(new Map());

describe('encryptAES and decryptAES', () => {
  it('give back what they were given, with any password', () => {
    const both = template('{{ encryptAES .password .text | decryptAES .password }}');
    const unit = fc.constantFrom('a', 'é', '日', '\0', '\n', '😀');
    const texts = fc.string({ maxLength: 50, unit });
    fc.assert(
      fc.property(texts, texts, (password, text) => {
        expect(both.execute(new Map(Object.entries({ password, text })))).toBe(text);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it('differ each time, by the block that the chain starts with', () => {
    const once = (): string => render('{{ encryptAES "k" "text" }}');
    expect(once()).not.toBe(once());
    expect(Buffer.from(once(), 'base64').length).toBe(32);
  });

  it('reads what sprig has encrypted', () => {
    expect(render('{{ decryptAES "secret" "bMfucHXeSyeDfvrCTXV/avHsjUKClCF0ldSv/DWqzIcEU+A+2zanyv2POcsgmuGJ" }}')).toBe(
      '30 bytes in two blocks, by Go.',
    );
  });

  it.each([
    ['too little', '{{ decryptAES "a" (repeat 16 "a" | b64enc) }}', 'decryptAES: the password is wrong'],
    ['half a block', '{{ decryptAES "a" (repeat 40 "a" | b64enc) }}', 'decryptAES: the password is wrong'],
    ['no base64', '{{ decryptAES "a" "?" }}', 'illegal base64 data at input byte 0'],
  ])('refuse %s', (_, text, message) => {
    expect(() => render(text)).toThrow(message);
  });

  it('keep the text from who has another password', () => {
    const other = (): string => {
      try {
        return render('{{ encryptAES "a" "a text" | decryptAES "b" }}');
      } catch (error) {
        return (error as Error).message;
      }
    };
    for (let i = 0; i < 20; i++) expect(other()).not.toContain('a text');
  });
});
