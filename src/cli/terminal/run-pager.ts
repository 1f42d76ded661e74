import { spawnSync } from 'node:child_process';

/** What a shell gives for a command that cannot be run, or is not there. */
const notStarted = [126, 127];

/**
 * Shows a text with a pager and waits for its end. Quitting it early is no error; nor is Ctrl-C, which pagers have uses for.
 *
 * @param pager a program, or a command for the shell
 * @returns false where it does not start: then nothing was shown
 */
export function runPager(text: Uint8Array, pager: string, world: NodeJS.Process): boolean {
  const stay = (): void => {};
  world.on('SIGINT', stay);
  try {
    const { status, error } = spawnSync(pager, {
      input: text,
      // The shell would say that a program is not there, and there may be none.
      shell: !/^[\w./-]+$/.test(pager),
      stdio: ['pipe', 'inherit', 'inherit'],
      // Less ends at once where all fits, shows colours, and leaves the screen as it is: what git gives it.
      env: { LESS: 'FRX', ...world.env },
    });
    const reason = (error as NodeJS.ErrnoException | undefined)?.code ?? '';
    return !['ENOENT', 'EACCES'].includes(reason) && !notStarted.includes(status ?? 0);
  } finally {
    world.off('SIGINT', stay);
  }
}
