/** The part of picomatch 4 that is used here; it brings no types of its own. */
declare module 'picomatch' {
  interface Options {
    /** Wildcards match names that begin with a dot, too. */
    readonly dot?: boolean;
    /** A leading `!` is a character like any other. */
    readonly nonegate?: boolean;
    /** A pattern without a slash is matched against the path's last part. */
    readonly basename?: boolean;
  }
  interface Picomatch {
    (pattern: string | readonly string[], options?: Options): (path: string) => boolean;
    /** Takes a pattern apart: the folder that it begins with, and the rest. */
    scan(pattern: string): { readonly base: string; readonly glob: string; readonly isGlob: boolean };
  }
  const picomatch: Picomatch;
  export default picomatch;
}
