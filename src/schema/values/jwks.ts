import { X509Certificate } from 'node:crypto';
import { isObject, type JsonObject } from '../../resources/json.ts';
import type { Problem } from './value.ts';

interface KeyType {
  /** Parameters that any key of this type has, each Base64url-encoded but for the curve. */
  readonly required: readonly string[];
  /** Parameters of private keys, the first of them in any. */
  readonly secret: readonly string[];
}

/** Key types, by `kty` (RFC 7518, 6; RFC 8037, 2). */
const keyTypes: Readonly<Record<string, KeyType>> = {
  RSA: { required: ['n', 'e'], secret: ['d', 'p', 'q', 'dp', 'dq', 'qi'] },
  EC: { required: ['crv', 'x', 'y'], secret: ['d'] },
  OKP: { required: ['crv', 'x'], secret: ['d'] },
  oct: { required: ['k'], secret: ['k'] },
};

/** Parameters of keys of any type that are texts (RFC 7517, 4). */
const texts = ['alg', 'crv', 'kid', 'use', 'x5t', 'x5t#S256', 'x5u'];

const base64 = /^(?:[A-Za-z0-9+/]*|[A-Za-z0-9_-]*)={0,2}$/;

/** What was read of a JSON Web Key Set (RFC 7517, 5). No problem shows any part of it. */
export interface Jwks {
  readonly problem: Problem;
  /** Indexes of keys that hold what only the tokens' issuer may know. */
  readonly privateKeys: readonly number[];
}

/** Reads a key set, or a single key. */
export function readJwks(text: string): Jwks {
  const failure = (problem: string): Jwks => ({ problem, privateKeys: [] });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The parser's own words hold some of the text.
    return failure('must be a JSON Web Key Set, and is not JSON');
  }
  if (!isObject(json)) return failure('must be a JSON Web Key Set, an object with keys');
  const keys = Object.hasOwn(json, 'keys') ? (json.keys ?? []) : [json];
  if (!Array.isArray(keys)) return failure('must be a JSON Web Key Set, whose keys are a list');
  for (const [i, key] of keys.entries()) {
    const problem = isObject(key) ? keyProblem(key) : 'is not an object';
    if (problem !== undefined) return failure(`must be a JSON Web Key Set, and its key ${i} ${problem}`);
  }
  return { problem: undefined, privateKeys: [...keys.keys()].filter((i) => isPrivate(keys[i] as JsonObject)) };
}

const typeOf = (key: JsonObject): KeyType | undefined =>
  typeof key.kty === 'string' && Object.hasOwn(keyTypes, key.kty) ? keyTypes[key.kty] : undefined;

const isPrivate = (key: JsonObject): boolean => Object.hasOwn(key, typeOf(key)!.secret[0]!);

function keyProblem(key: JsonObject): Problem {
  const type = typeOf(key);
  if (type === undefined) return `has no kty of ${Object.keys(keyTypes).join(', ')}`;
  const missing = type.required.find((name) => (key[name] ?? '') === '');
  if (missing !== undefined) return `has no ${missing}`;
  const wrong = texts.find((name) => key[name] !== undefined && key[name] !== null && typeof key[name] !== 'string');
  if (wrong !== undefined) return `has ${wrong} that is not a text`;
  const names = [...type.required, ...type.secret].filter((name) => name !== 'crv');
  const bad = names.find((name) => key[name] !== undefined && !isBase64(key[name]));
  if (bad !== undefined) return `has ${bad} that is not Base64url`;
  const { key_ops, x5c = [] } = key;
  if (!Array.isArray(key_ops ?? [])) return 'has key_ops that are not a list';
  return Array.isArray(x5c) && x5c.every(isCertificate) ? undefined : 'has x5c that is not a list of certificates';
}

/** True for Base64 in either alphabet, with all its padding or none. */
function isBase64(value: unknown): boolean {
  if (value === null) return true;
  if (typeof value !== 'string' || !base64.test(value)) return false;
  return value.endsWith('=') ? value.length % 4 === 0 : value.length % 4 !== 1;
}

function isCertificate(value: unknown): boolean {
  if (typeof value !== 'string' || !isBase64(value)) return false;
  try {
    return new X509Certificate(Buffer.from(value, 'base64')).raw.length > 0;
  } catch {
    return false;
  }
}
