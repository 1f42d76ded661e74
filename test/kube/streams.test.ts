import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { type AddressInfo, connect, createServer } from 'node:net';
import type { Duplex } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import type { KubeApi } from '../../src/kube/api.ts';
import { type Answer, refuse, startServer, type TestServer } from './server.ts';

const reviews = { namespace: 'shop', name: 'reviews' };
const message = (channel: number, text: string | Uint8Array): Buffer =>
  Buffer.concat([Buffer.of(channel), Buffer.from(text as Uint8Array)]);
/** The port as each channel begins with it: 15000. */
const header = Uint8Array.of(0x98, 0x3a);

/** An API server that opens WebSockets, and does with them as the test wants. */
function startSockets(act: (socket: WebSocket, request: IncomingMessage) => void, answer: Answer = () => {}) {
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'v4.channel.k8s.io' });
  return startServer(answer, undefined, (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (opened) => act(opened, request));
  });
}

/** An API server that answers in a way of its own when a WebSocket is asked for. */
const startRefusing = (answer: (socket: Duplex, n: number) => void): Promise<TestServer> =>
  startServer(
    () => {},
    undefined,
    (_, socket, __, n) => answer(socket, n),
  );

const refusal = (status: string, body: string, type = 'application/json') =>
  `HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`;

/** Everything that comes of a port-forward. */
const readAll = async (api: KubeApi): Promise<string> => text(await api.portForward(reviews, 15000));

describe('a WebSocket', () => {
  it('is asked for as every other request is', async () => {
    const server = await startSockets((socket) => socket.close(1000));
    await readAll(server.api({ impersonate: { user: 'eve', groups: ['g'] } }));
    expect(server.got).toMatchObject([
      {
        method: 'GET',
        path: '/api/v1/namespaces/shop/pods/reviews/portforward?ports=15000',
        headers: {
          authorization: 'Bearer secret-token',
          'impersonate-user': 'eve',
          'impersonate-group': 'g',
          'sec-websocket-protocol': 'v4.channel.k8s.io',
          'user-agent': 'meshwright',
        },
      },
    ]);
  });

  it('goes through a proxy', async () => {
    const server = await startSockets((socket) => {
      socket.send(message(0, header));
      socket.send(message(0, 'through'));
      socket.close(1000);
    });
    const asked: string[] = [];
    const proxy = createServer((socket) => {
      socket.once('data', (data) => {
        const [, host, port] = /^CONNECT ([^:]+):(\d+)/.exec(data.toString())!;
        asked.push(`${host}:${port}`);
        const onward = connect(Number(port), host, () => {
          socket.write('HTTP/1.1 200 OK\r\n\r\n');
          socket.pipe(onward).pipe(socket);
        });
        onward.on('error', () => socket.destroy());
        socket.on('error', () => onward.destroy());
      });
    }).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    onTestFinished(() => void proxy.close());
    const api = server.api({}, (connection) => ({
      ...connection,
      cluster: { ...connection.cluster, 'proxy-url': `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` },
    }));
    expect(await readAll(api)).toBe('through');
    expect(asked).toEqual([server.url.replace('https://', '')]);
    api.close();
  });

  it.each([
    [
      '403 Forbidden',
      '{"kind":"Status","message":"pods \\"reviews\\" is forbidden: User \\"jane\\" cannot create resource \\"pods/portforward\\" in API group \\"\\" in the namespace \\"shop\\""}',
      'user "jane" lacks the permission. This rule in a Role in namespace shop (or a ClusterRole) bound to the user grants it:\n  - apiGroups: [""]\n    resources: ["pods/portforward"]\n    verbs: ["get", "create"]',
    ],
    ['403 Forbidden', '<html>Access <b>denied</b></html>', 'Access denied'],
    ['200 OK', '<html>Log in</html>', 'a proxy on the way may let none through'],
    ['302 Found', '', 'a proxy on the way may let none through'],
    [
      '500 Internal Server Error',
      'error dialing backend: dial tcp 10.0.0.7:10250: i/o timeout',
      'the kubelet of its Node does not answer (dial tcp 10.0.0.7:10250: i/o timeout): is the Node up?',
    ],
    [
      '404 Not Found',
      '{"kind":"Status","message":"pods \\"reviews\\" not found"}',
      'cannot open a connection to port 15000 of Pod shop/reviews: pods "reviews" not found',
    ],
  ])('that is refused with %s %s says why', async (status, body, expected) => {
    const server = await startRefusing((socket) => socket.end(refusal(status, body)));
    await expect(readAll(server.api())).rejects.toThrow(expected);
  });

  it('is asked for again where that may help', async () => {
    const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'v4.channel.k8s.io' });
    const server = await startServer(
      () => {},
      undefined,
      (request, socket, head, n) => {
        if (n === 1) socket.destroy();
        else if (n === 2) socket.end(refusal('503 Service Unavailable', ''));
        else sockets.handleUpgrade(request, socket, head, (opened) => opened.close(1000));
      },
    );
    expect(await readAll(server.api())).toBe('');
    expect(server.got).toHaveLength(3);
  });

  it('is not waited for longer than for other answers', async () => {
    const server = await startRefusing(() => {});
    await expect(readAll(server.api({ requestTimeout: 100, timeout: 300 }))).rejects.toThrow(
      'the kubelet of its Node does not answer (no answer in time)',
    );
  });

  it('says whose credentials are refused', async () => {
    const server = await startRefusing((socket) => socket.end(refusal('401 Unauthorized', '')));
    await expect(readAll(server.api())).rejects.toThrow('it does not accept the credentials of user "jane"');
    expect(server.got).toHaveLength(2);
  });

  it('to a peer that says nothing any more is ended', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    let pings = 0;
    const sockets = new WebSocketServer({
      noServer: true,
      autoPong: false,
      handleProtocols: () => 'v4.channel.k8s.io',
    });
    const server = await startServer(
      () => {},
      undefined,
      (request, socket, head) => {
        sockets.handleUpgrade(request, socket, head, (opened) => opened.on('ping', () => pings++));
      },
    );
    const stream = await server.api().portForward(reviews, 15000);
    const read = text(stream);
    for (let i = 1; i <= 3; i++) {
      vi.advanceTimersByTime(20_000);
      await vi.waitFor(() => expect(pings).toBe(i));
    }
    vi.advanceTimersByTime(20_000);
    await expect(read).rejects.toThrow('the connection to port 15000 of Pod shop/reviews broke');
  });
});

describe('port-forward', () => {
  it('takes the port off the beginning, however it is cut', async () => {
    const server = await startSockets((socket) => {
      for (const part of [[], [0x98], [], [0x3a], [], [0x98, 0x3a], [1, 2]]) {
        socket.send(message(0, Uint8Array.from(part)));
      }
      socket.send(message(1, header));
      socket.send(message(7, 'of no channel'));
      socket.send('');
      socket.close(1000);
    });
    const stream = await server.api().portForward(reviews, 15000);
    expect([...(await buffer(stream))]).toEqual([0x98, 0x3a, 1, 2]);
  });

  it('sends what is written as it comes', async () => {
    const sent: Buffer[] = [];
    const server = await startSockets((socket) => {
      socket.on('message', (data: Buffer) => {
        sent.push(data);
        if (sent.length === 2) socket.close(1000);
      });
    });
    const stream = await server.api().portForward(reviews, 15000);
    stream.write('GET');
    stream.end(' /');
    await text(stream);
    expect(sent.map(String)).toEqual(['\0GET', '\0 /']);
  });

  it.each([
    [
      'error forwarding port 15000 to pod x, uid : failed to execute portforward in network namespace "y": failed to connect to localhost:15000 inside namespace "y", IPv4: dial tcp4 127.0.0.1:15000: connect: connection refused IPv6 dial tcp6: address localhost: no suitable address found ',
      'nothing listens on port 15000 of Pod shop/reviews',
    ],
    [
      'exit status 1: 2024/01/01 socat[42] E connect(5, AF=2 127.0.0.1:15000, 16): Connection refused',
      'nothing listens on port 15000 of Pod shop/reviews',
    ],
    [
      'network namespace for sandbox\u001b[31m "x" is closed\n',
      'cannot reach port 15000 of Pod shop/reviews: network namespace for sandbox [31m "x" is closed',
    ],
  ])('tells what the kubelet says: %s', async (said, expected) => {
    const server = await startSockets((socket) => {
      socket.send(message(1, header));
      socket.send(message(1, said));
      socket.close(1000);
    });
    await expect(readAll(server.api())).rejects.toThrow(new RegExp(`^${expected.replace(/[[\]]/g, '\\$&')}$`));
  });

  it('says that a connection broke', async () => {
    const server = await startSockets((socket) => setTimeout(() => socket.terminate(), 20));
    await expect(readAll(server.api())).rejects.toMatchObject({ reason: 'ECONNRESET' });
  });

  it('takes no more once the other side has closed', async () => {
    const server = await startSockets((socket) => socket.close(1000));
    const stream = await server.api().portForward(reviews, 15000);
    stream.resume();
    await once(stream, 'close');
    expect(stream.writable).toBe(false);
  });
});

describe('exec', () => {
  const ls = { container: 'app', command: ['ls', 'a b'] };
  const ending = (status: string) => startSockets((socket) => socket.send(message(3, status)));

  it('asks for what the program writes', async () => {
    const server = await startSockets((socket) => {
      socket.send(message(1, ''));
      // A character that is cut in two.
      for (const byte of Buffer.from('é')) socket.send(message(1, Uint8Array.of(byte)));
      socket.send(message(2, 'no such file'));
      const causes = [{ reason: 'ExitCode', message: '2' }];
      socket.send(message(3, JSON.stringify({ status: 'Failure', reason: 'NonZeroExitCode', details: { causes } })));
    });
    expect(await server.api().exec(reviews, ls)).toEqual({ stdout: 'é', stderr: 'no such file', exitCode: 2 });
    expect(server.got[0]!.path).toBe(
      '/api/v1/namespaces/shop/pods/reviews/exec?command=ls&command=a%20b&container=app&stdout=1&stderr=1',
    );
  });

  it.each([
    ['{"status":"Failure","reason":"InternalError","message":"container\\u001b gone"}', ': container gone'],
    ['not JSON', ': not JSON'],
    ['[1]', ': [1]'],
  ])('says why there is no exit code: %s', async (status, expected) => {
    const server = await ending(status);
    await expect(server.api().exec(reviews, ls)).rejects.toThrow(
      `cannot run ls in container app of Pod shop/reviews${expected}`,
    );
  });

  it('is not repeated once it may have run', async () => {
    const server = await startRefusing((socket) => socket.destroy());
    await expect(server.api().exec(reviews, ls)).rejects.toThrow('the connection was closed in the middle');
    expect(server.got).toHaveLength(1);
    const cut = await startSockets((socket) => socket.terminate());
    await expect(cut.api().exec(reviews, ls)).rejects.toThrow('cannot run ls in container app of Pod shop/reviews');
  });
});

describe('logs', () => {
  const read = async (api: KubeApi): Promise<string> => {
    let all = '';
    for await (const bytes of api.logs(reviews, { container: 'app', follow: true, previous: false })) all += bytes;
    return all;
  };

  it('are read as they come', async () => {
    const server = await startServer((_, response) => {
      response.write('one\n');
      response.end('two\n');
    });
    expect(await read(server.api())).toBe('one\ntwo\n');
    expect(server.got[0]!.path).toBe('/api/v1/namespaces/shop/pods/reviews/log?container=app&follow=true');
  });

  it('that break off say so', async () => {
    const server = await startServer((_, response) => {
      response.write('one\n');
      setTimeout(() => response.destroy(), 20);
    });
    await expect(read(server.api())).rejects.toThrow(
      'cannot read the log of container app of Pod shop/reviews: the connection was closed in the middle',
    );
  });

  it('that are refused say why', async () => {
    const server = await startServer((_, response) =>
      refuse(response, 400, 'BadRequest', 'container "app" in pod "reviews" is waiting to start: ImagePullBackOff'),
    );
    await expect(read(server.api())).rejects.toThrow('is waiting to start: ImagePullBackOff');
  });
});
