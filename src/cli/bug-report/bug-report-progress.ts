import type { ReportEvent } from '../../bug-report/collect.ts';
import type { Progress } from '../installation/install-progress.ts';
import type { Io } from '../io.ts';

/** Milliseconds between lines where nobody is looking. */
const interval = 10_000;

/** How far a report is: drawn on a terminal, else a line from time to time. */
export async function reportProgress(io: Io): Promise<Progress<ReportEvent>> {
  if (io.terminal !== undefined) return drawn(io.terminal, io.look.color);
  let told = performance.now();
  return {
    tell(event) {
      if (event.type === 'begun' || performance.now() - told < interval) return;
      told = performance.now();
      io.note(`${event.done} of ${event.total} files`);
    },
    end: async () => {},
  };
}

async function drawn(stream: NodeJS.WriteStream, color: boolean): Promise<Progress<ReportEvent>> {
  const { default: ora } = await import('ora');
  const spinner = ora({ stream, discardStdin: false, color: color && 'cyan' }).start('Collecting');
  let count = '';
  return {
    tell(event) {
      if (event.type !== 'begun') count = `${event.done} of ${event.total} files`;
      spinner.text = `Collecting: ${count && `${count}, `}${event.path}`;
    },
    end: async () => {
      spinner.stop();
    },
  };
}
