import { once } from 'node:events';
import { connect, Server } from 'node:net';
import { type Duplex, PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { KubeApi } from '../../src/kube/api.ts';
import { forwardLocally } from '../../src/kube/local-forward.ts';

/** A cluster whose Pods send back what they get. */
const echo = {
  portForward: async (): Promise<Duplex> => new PassThrough(),
} as unknown as KubeApi;

it('goes on after a connection that could not be taken, and tells of it', async () => {
  const servers: Server[] = [];
  const { listen } = Server.prototype;
  const spy = vi.spyOn(Server.prototype, 'listen').mockImplementation(function (this: Server, ...given: unknown[]) {
    servers.push(this);
    return Reflect.apply(listen, this, given) as Server;
  });
  onTestFinished(() => spy.mockRestore());
  const told: string[] = [];
  const forward = await forwardLocally(echo, async () => ({ pod: { namespace: 'shop', name: 'cart-1' }, port: 0 }), {
    address: '127.0.0.1',
    failed: ({ message }) => told.push(message),
  });
  servers[0]!.emit('error', Object.assign(new Error('accept EMFILE'), { code: 'EMFILE' }));
  expect(told).toEqual(['cannot take a connection on 127.0.0.1: accept EMFILE']);
  const socket = connect(forward.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.end('hello');
  expect(await text(socket)).toBe('hello');
  await forward.close();
});
