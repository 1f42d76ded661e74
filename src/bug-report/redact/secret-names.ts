/** Words that say by themselves that the value is a secret, at the end of a name: `db_password`, `PGPASSWORD`, `authToken`. */
const passwords = /(?:passw(?:or)?ds?|passphrase|passwort|requirepass)$|^(?:pass|pw|pwd)$/;
const others =
  /(?:secret|token|tokens|apikeys?|secretkey|accesskey|privatekey|credentials)$|^(?:authorization|cookie|cookies|credential)$/;
/** What a key has to be called to be a secret one: `tls.key` is a file's name, `cache key` no secret. */
const keysOf = /^(?:access|account|api|auth|client|encryption|hmac|license|master|private|secret|shared|signing|ssh)$/;

/**
 * Whether a field, a variable, a header or a flag of that name holds a secret: `password` and `token` alike in
 * `db.password`, `API_TOKEN`, `x-api-key`, `clientSecret`. What names a secret (`secretName`, `tokenPath`) holds none.
 */
export function isSecretName(name: string): boolean {
  return isPasswordName(name) || lastWords(name, (last, before) => others.test(last) || isSecretKey(last, before));
}

/** Of them, names of what people think up: a number may be one, too. */
export const isPasswordName = (name: string): boolean => lastWords(name, (last) => passwords.test(last));

const isSecretKey = (last: string, before: string | undefined): boolean =>
  before !== undefined &&
  /^(?:keys?|string)$/.test(last) &&
  (last === 'string' ? before === 'connection' : keysOf.test(before));

function lastWords(name: string, test: (last: string, before: string | undefined) => boolean): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
  // `DB_PASSWORD_2`
  if (words.length > 1 && /^\d+$/.test(words.at(-1)!)) words.pop();
  const last = words.at(-1);
  return last !== undefined && test(last, words.at(-2));
}

/** Values that are no secret, whatever the name: those of other types, and what says where the secret is. */
const open =
  /^(?:true|false|null|nil|none|undefined|~|-)$|^\$[({][\w.]+[)}]$|^(?:\.|\/(?:etc|home|opt|run|tmp|usr|var))\/|^(?:file|kubernetes|spiffe):\/\//i;

/** What counts or sets a level is no token, though nobody is kept from taking it for a password. */
const plain =
  /^-?[\d.]+(?:[kmgt]i?b|b|ms|s|m|h)?$|^(?:trace|debug|info|warn|warning|error|critical|fatal|off|default)$/i;

/** Whether a value is a secret, for its field's name says that it may be. */
export const isSecretValue = (name: string, value: string): boolean =>
  value !== '' && value !== redacted && !open.test(value) && (!plain.test(value) || isPasswordName(name));

/** What stands in a secret's place. */
export const redacted = '[redacted]';
