import { describe, expect, it } from 'vitest';
import { helmFunctions } from '../../../src/render/functions/functions.ts';
import { bcryptHash } from '../../../src/render/functions/passwords/bcrypt.ts';
import { Template } from '../../../src/render/template/template.ts';

const render = (template: string): string => new Template('t').funcs(helmFunctions).parse(template).execute(new Map());

const digits = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The salt of a hash: its first 22 digits, which hold 128 bits. */
function saltOf(hash: string): Uint8Array {
  const bits = [...hash.split('$')[3]!.slice(0, 22)].map((digit) => digits.indexOf(digit).toString(2).padStart(6, '0'));
  return Uint8Array.from({ length: 16 }, (_, i) => Number.parseInt(bits.join('').slice(i * 8, i * 8 + 8), 2));
}

describe('bcrypt', () => {
  // Made by golang.org/x/crypto/bcrypt.
  it.each([
    ['', '$2a$04$3Qz21FCAN17/CqMaEsi2IO1vuppKdT5GBSpSGZPOzUapL8cuHLa/m'],
    ['a', '$2a$04$BJ7GkLMsFH7ulDhQ8YO5We/Ah1o5OobxWkPkmzAO80D7KPzWLUYQe'],
    ['pässword', '$2a$04$rkR3HJX8sgeqdHYMTHDr1e7lbAfaH1cPg60OuL3IvJfuQcTo16Xgi'],
    ['x'.repeat(72), '$2a$04$qNEA79/criEJV2Fl/DnnpueJwoxX7uazDF4Mmb2pWau/F6JC1FulC'],
  ])('of %j is what Go makes with the same salt', (password, hash) => {
    expect(bcryptHash(Buffer.from(password), saltOf(hash), 4)).toBe(hash);
  });

  it('has a salt of its own each time, and cost 10', () => {
    const [a, b] = [render('{{ bcrypt "secret" }}'), render('{{ bcrypt "secret" }}')];
    expect(a).toMatch(/^\$2a\$10\$[./A-Za-z0-9]{53}$/);
    expect(a).not.toBe(b);
    expect(bcryptHash(Buffer.from('secret'), saltOf(a), 10)).toBe(a);
    expect(bcryptHash(Buffer.from('Secret'), saltOf(a), 10)).not.toBe(a);
  });

  it('refuses what is too long', () => {
    expect(render('{{ bcrypt (repeat 37 "é") }}')).toBe(
      'failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes',
    );
  });
});

describe('htpasswd', () => {
  it('gives a line of a password file', () => {
    const line = render('{{ htpasswd "user" "secret" }}');
    expect(line).toMatch(/^user:\$2a\$10\$/);
    expect(bcryptHash(Buffer.from('secret'), saltOf(line), 10)).toBe(line.slice('user:'.length));
  });

  it('refuses a name that would end early', () => {
    expect(render('{{ htpasswd "a:b" "secret" }}')).toBe('invalid username: a:b');
  });
});
