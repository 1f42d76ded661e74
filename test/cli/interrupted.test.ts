import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { Sandbox } from '../support/run.ts';
import { runMain } from '../support/run-main.ts';
import { nobody } from '../support/unreachable.ts';

it('says no more than that it was interrupted while it waits to ask a server again', async () => {
  const server = createServer((_, response) => response.writeHead(503, { 'retry-after': '9' }).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const { folder } = new Sandbox({ config: nobody.replace('https://127.0.0.1:1', `http://127.0.0.1:${port}`) });
  const ended = await runMain(['dashboard', 'kiali', '-c', 'config'], { cwd: folder, interruptsAfter: 100 });
  expect(ended).toEqual({ exitCode: 1, stdout: '', stderr: 'Error: interrupted\n' });
});
