import { randomBytes } from 'node:crypto';
import { type Functions, goFunction } from '../../template/model/function.ts';
import { encode } from '../../template/model/text.ts';
import { stringType } from '../../template/model/types.ts';
import { type Scalar, scalarTypes } from '../../template/model/values.ts';
import { bcryptHash, longestPassword } from './bcrypt.ts';
import { derivePassword } from './master-password.ts';

/** What sprig asks for. */
const cost = 10;

/** A password's hash, or in its place the words of the error, as sprig has it. */
function bcrypt(password: string): string {
  const bytes = encode(password);
  if (bytes.length <= longestPassword) return bcryptHash(bytes, randomBytes(16), cost);
  return `failed to encrypt string with bcrypt: bcrypt: password length exceeds ${longestPassword} bytes`;
}

/** sprig's. */
export const passwordFunctions: Functions = {
  derivePassword: goFunction(
    { takes: [scalarTypes.uint32!, stringType, stringType, stringType, stringType], gives: stringType },
    ([counter, kind, password, user, site]) =>
      derivePassword(Number((counter as Scalar).value), kind, password, user, site),
  ),
  bcrypt: goFunction({ takes: [stringType], gives: stringType }, ([password]) => bcrypt(password)),
  htpasswd: goFunction({ takes: [stringType, stringType], gives: stringType }, ([user, password]) =>
    user.includes(':') ? `invalid username: ${user}` : `${user}:${bcrypt(password)}`,
  ),
};
