import { expect, it } from 'vitest';
import { Sandbox } from '../support/run.ts';
import { runMain } from '../support/run-main.ts';
import { busyServer } from '../support/unreachable.ts';

it('says no more than that it was interrupted while it waits to ask a server again', async () => {
  const config = await busyServer((_, response) => response.writeHead(503, { 'retry-after': '9' }).end());
  const { folder } = new Sandbox({ config });
  const ended = await runMain(['dashboard', 'kiali', '-c', 'config'], { cwd: folder, interruptsAfter: 100 });
  expect(ended).toEqual({ exitCode: 1, stdout: '', stderr: 'Error: interrupted\n' });
});
