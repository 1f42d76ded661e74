import { didYouMean } from '../../base/nearest.ts';
import type { Field } from '../rules/rule.ts';
import { quote } from './value.ts';

/** Suites of TLS 1.2 and before, as BoringSSL names them (google.github.io/boringssl, ssl.h); later TLS has its own. */
const cipherSuites = [
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES128-SHA',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-AES256-SHA',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-SHA',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-SHA',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'AES128-GCM-SHA256',
  'AES128-SHA',
  'AES256-GCM-SHA384',
  'AES256-SHA',
  'DES-CBC3-SHA',
] as const;

/** The groups that BoringSSL agrees on keys in. */
const ecdhCurves = ['P-224', 'P-256', 'P-384', 'P-521', 'X25519', 'X25519Kyber768Draft00', 'X25519MLKEM768'] as const;

const knownSuites = new Set<string>(cipherSuites);
const knownCurves = new Set<string>(ecdhCurves);

/** BoringSSL's cipher rules also have operators, as in `-SHA` or `[A|B]`; those pass unread. */
const isCipherSuite = (text: string): boolean =>
  text === '' || text === 'ALL' || !/^[\p{L}\p{N}]/u.test(text) || knownSuites.has(text);
const isEcdhCurve = (text: string): boolean => text === '' || knownCurves.has(text);

/** Warns of each text that is not known, of which `unknown` says the rest, or that came before. */
function warnOfOdd(
  texts: readonly string[] | undefined,
  field: Field,
  isKnown: (text: string) => boolean,
  known: readonly string[],
  unknown: string,
): void {
  const seen = new Set<string>();
  const said = new Set<string>();
  // Istio warns once of all that are unknown, and once of all that repeat.
  const warn = (at: Field, what: string, message: string) => {
    at[said.has(what) ? 'advice' : 'warning'](message);
    said.add(what);
  };
  texts?.forEach((text, i) => {
    if (!isKnown(text)) warn(field.at(i), 'unknown', `${quote(text)} is ${unknown}.${didYouMean(text, known)}`);
    else if (seen.has(text)) warn(field.at(i), 'repeated', `repeats ${quote(text)}, to no effect`);
    seen.add(text);
  });
}

/** Warns of cipher suites that a proxy is not given; `field` is where the list stands. */
export const checkCipherSuites = (suites: readonly string[] | undefined, field: Field): void =>
  warnOfOdd(suites, field, isCipherSuite, cipherSuites, 'no cipher suite that Envoy knows, and is left out');

/** Warns of cipher suites that Envoy would not know, and gets from the mesh config all the same. */
export const checkUnfilteredCipherSuites = (suites: readonly string[] | undefined, field: Field): void =>
  warnOfOdd(
    suites,
    field,
    isCipherSuite,
    cipherSuites,
    'no cipher suite that Envoy knows, and Envoy may refuse the listener',
  );

/** Warns of ECDH curves that a proxy does not know, or is given twice; `field` is where the list stands. */
export const checkEcdhCurves = (curves: readonly string[] | undefined, field: Field): void =>
  warnOfOdd(
    curves,
    field,
    isEcdhCurve,
    ecdhCurves,
    'no ECDH curve that Envoy knows, and Envoy may refuse the listener',
  );
