import { counted } from '../../base/counted.ts';
import { listNames } from '../../base/list-names.ts';
import type { InstallEvent } from '../../install/apply/events.ts';
import { componentName } from '../../output/install/component-names.ts';
import { eventLine, waitingFor } from '../../output/install/install-text.ts';
import { escapeInvisible } from '../../output/text/visible.ts';
import type { Io } from '../io.ts';

/** Shows how far something is, which takes a while. */
export interface Progress<E> {
  tell(event: E): void;
  /** Leaves what was shown as it is; nothing is told any more. Resolves when all has been written. */
  end(): Promise<void>;
}

/** Lines on standard error; an event without a line is passed over. */
export const lineProgress = <E>(io: Pick<Io, 'note'>, line: (event: E) => string | undefined): Progress<E> => ({
  tell(event) {
    const text = line(event);
    if (text !== undefined) io.note(text);
  },
  end: async () => {},
});

/** A JSON object on a line of standard output for each event, as it comes. */
export function jsonProgress(io: Io): Progress<object> {
  let written = Promise.resolve();
  return {
    tell(event) {
      const line = `${escapeInvisible(JSON.stringify(event))}\n`;
      written = written.then(() => io.write(line));
      // Who waits for the end is told; until then nobody is there to be.
      written.catch(() => {});
    },
    end: () => written,
  };
}

/** A spinner with a line for what each component is at; components that are done stay above it. */
async function spinnerProgress(stream: NodeJS.WriteStream, color: boolean): Promise<Progress<InstallEvent>> {
  const { default: ora } = await import('ora');
  const doing = new Map<string, string>();
  const spinner = ora({ stream, discardStdin: false, color: color && 'cyan' });
  const show = (): void => {
    if (doing.size === 0) spinner.stop();
    else spinner.start([...doing].map(([key, text]) => `${componentName(key)}: ${text}`).join('\n  '));
  };
  return {
    tell(event) {
      if (event.type === 'object') return;
      if (event.type === 'componentStarted') doing.set(event.component, counted(event.objects, 'object'));
      else if (event.type === 'waiting') doing.set(event.component, `waiting for ${waitingFor(event.unready)}`);
      else if (event.type === 'blocked')
        doing.set(event.component, `waiting for ${listNames(event.by.map(componentName))}`);
      else {
        if (event.type !== 'warning') doing.delete(event.component);
        spinner.stop();
        stream.write(`${eventLine(event)}\n`);
      }
      show();
    },
    end: async () => {
      spinner.stop();
    },
  };
}

/** How an installation's events are shown: as JSON where that is asked for, drawn on a terminal, else line by line. */
export async function installProgress(io: Io, output: string): Promise<Progress<InstallEvent>> {
  if (output === 'json') return jsonProgress(io);
  if (io.terminal !== undefined) return spinnerProgress(io.terminal, io.look.color);
  return lineProgress(io, eventLine);
}
