const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'it is gone: it was there when its folder was listed',
  ELOOP: 'its symbolic links lead in a circle',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EIO: 'the disk or network drive reports an error',
  ENAMETOOLONG: 'its name is too long',
};

/** Why a file or folder could not be read, to follow its name; for whatever node:fs throws. */
export function readFailure(error: unknown): string {
  const code = errorCode(error);
  if (code === undefined) return `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  return `cannot be read: ${reasons[code] ?? code}`;
}

/** The system's name of an error (`ENOENT`), where it has one. */
export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
