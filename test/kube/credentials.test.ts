import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createProxy } from 'node:http';
import { type AddressInfo, connect, createServer as createSilent } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Connection } from '../../src/kube/connection.ts';
import type { ExecEntry, UserEntry } from '../../src/kube/kubeconfig.ts';
import { selfSigned } from './certificate.ts';
import { base64, refuse, send, startServer } from './server.ts';

const path = { path: '/version' };
const expired = selfSigned('jane', -5);

const withUser = (user: UserEntry) => (connection: Connection) => ({ ...connection, user });
const withCluster = (cluster: object) => (connection: Connection) => ({
  ...connection,
  cluster: { ...connection.cluster, ...cluster },
});

function fileWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'meshwright-token-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'file'), text);
  return join(folder, 'file');
}

/** A plugin that runs a piece of JavaScript; `status` is what it gives. */
const plugin = (script: string, more: ExecEntry = {}): UserEntry => ({
  exec: { apiVersion: 'client.authentication.k8s.io/v1', command: process.execPath, args: ['-e', script], ...more },
});
const giving = (status: string) =>
  `console.log(JSON.stringify({ apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', status: ${status} }))`;

const authorization = async (user: UserEntry): Promise<string | undefined> => {
  const server = await startServer((_, response) => send(response, {}));
  await server.api({}, withUser(user)).raw(path);
  return server.got[0]!.headers.authorization;
};

describe('who asks', () => {
  it.each<[string, UserEntry, string | undefined]>([
    ['a token', { token: 'abc' }, 'Bearer abc'],
    ['a user and password', { username: 'jane', password: 'x:y' }, `Basic ${base64('jane:x:y')}`],
    ['nobody', {}, undefined],
    ['a plugin', plugin(giving('{ token: "from-plugin" }')), 'Bearer from-plugin'],
    [
      'a plugin that is told the cluster',
      plugin(
        giving(
          '{ token: JSON.parse(process.env.KUBERNETES_EXEC_INFO).spec.cluster.server.split(":")[0] + process.env.X }',
        ),
        {
          provideClusterInfo: true,
          env: [{ name: 'X', value: '-y' }],
        },
      ),
      'Bearer https-y',
    ],
    [
      'OIDC with a token that holds',
      { 'auth-provider': { name: 'oidc', config: { 'id-token': jwt(3600) } } },
      `Bearer ${jwt(3600)}`,
    ],
  ])('is %s', async (_, user, header) => {
    expect(await authorization(user)).toBe(header);
  });

  it('is the token file as it is now, without its line break', async () => {
    const tokenFile = fileWith('first\n');
    const server = await startServer((request, response) =>
      request.headers.authorization === 'Bearer second'
        ? send(response, {})
        : refuse(response, 401, 'Unauthorized', 'no'),
    );
    const api = server.api({}, withUser({ tokenFile, token: 'other' }));
    await expect(api.raw(path)).rejects.toMatchObject({ status: 401 });
    expect(server.got.map(({ headers }) => headers.authorization)).toEqual(['Bearer first', 'Bearer first']);
    writeFileSync(tokenFile, 'second\n');
    await api.raw(path);
  });

  it('is whom the kubeconfig says to act as, or whom the command line says', async () => {
    const server = await startServer((_, response) => send(response, {}));
    const user = { token: 'a', as: 'bob', 'as-groups': ['g1', 'g2'], 'as-user-extra': { 'x/y': ['z'] } };
    await server.api({}, withUser(user)).raw(path);
    await server.api({ impersonate: { user: 'eve', uid: '7' } }, withUser(user)).raw(path);
    expect(server.got[0]!.headers).toMatchObject({
      'impersonate-user': 'bob',
      'impersonate-group': 'g1, g2',
      'impersonate-extra-x%2fy': 'z',
    });
    expect(server.got[1]!.headers).toMatchObject({ 'impersonate-user': 'eve', 'impersonate-uid': '7' });
    expect(server.got[1]!.headers['impersonate-group']).toBeUndefined();
  });

  it('is asked of the plugin once, and again when refused or expired', async () => {
    const counter = fileWith('');
    const script = (expires: string) =>
      `const fs = require('fs'); fs.appendFileSync(${JSON.stringify(counter)}, 'x'); ` +
      giving(`{ token: 'n' + fs.readFileSync(${JSON.stringify(counter)}).length, expirationTimestamp: ${expires} }`);
    const server = await startServer((_, response, n) =>
      n === 3 ? refuse(response, 401, 'Unauthorized', 'no') : send(response, {}),
    );
    const api = server.api({}, withUser(plugin(script('"2099-01-01T00:00:00Z"'))));
    for (let i = 0; i < 3; i++) await api.raw(path);
    const short = server.api({}, withUser(plugin(script('new Date().toISOString()'))));
    for (let i = 0; i < 2; i++) await short.raw(path);
    expect(server.got.map(({ headers }) => headers.authorization)).toEqual(
      ['n1', 'n1', 'n1', 'n2', 'n3', 'n4'].map((token) => `Bearer ${token}`),
    );
  });

  it('is not waited for past the deadline', async () => {
    const pid = fileWith('');
    const slow = plugin(
      `require('fs').writeFileSync(${JSON.stringify(pid)}, String(process.pid)); setTimeout(() => {}, 60_000)`,
    );
    const server = await startServer((_, response) => send(response, {}));
    const api = server.api({ timeout: 1_000 }, withUser(slow));
    await expect(api.raw(path)).rejects.toThrow('the time is up');
    const id = Number(readFileSync(pid, 'utf8'));
    expect(id).toBeGreaterThan(0);
    api.close();
    await vi.waitFor(() => expect(() => process.kill(id, 0)).toThrow('ESRCH'));
  });

  it.each<[string, UserEntry, RegExp]>([
    [
      'a plugin that is not there',
      { exec: { command: 'no-such-plugin', installHint: 'get it at example.com' } },
      /"no-such-plugin" of the kubeconfig is not installed, or not on the PATH\nget it at example\.com/,
    ],
    ['a plugin that fails', plugin('process.exit(3)'), /failed \(exit code 3\): log in with it/],
    [
      'a plugin that gives no JSON',
      plugin('console.log("secret-token")'),
      /gave no credentials: its output is no ExecCredential/,
    ],
    ['a plugin that gives nothing', plugin(giving('{}')), /gave no credentials: neither a token nor/],
    ['a plugin that needs a terminal', plugin('', { interactiveMode: 'Always' }), /wants to talk to a terminal/],
    ['a certificate file that is gone', { 'client-certificate': '/no/such/file' }, /\/no\/such\/file cannot be read/],
  ])('is told of %s', async (_, user, message) => {
    const server = await startServer((_, response) => send(response, {}));
    const asking = server.api({}, withUser(user)).raw(path);
    await expect(asking).rejects.toThrow(message);
    await expect(asking).rejects.not.toThrow('secret-token');
  });

  it.each<[string, UserEntry, string]>([
    ['an expired token', { token: jwt(-3600) }, 'the token of user "jane" of the kubeconfig expired on '],
    [
      'an expired certificate',
      { 'client-certificate-data': base64(expired.cert), 'client-key-data': base64(expired.key) },
      'the client certificate of user "jane" of the kubeconfig expired on ',
    ],
    [
      'a plugin whose token is refused',
      plugin(giving('{ token: "t" }')),
      `what the credential plugin "${process.execPath}" gives`,
    ],
    ['no credentials', {}, 'user "jane" of the kubeconfig has no credentials'],
  ])('hears why it is refused: %s', async (_, user, why) => {
    const server = await startServer((_, response) => refuse(response, 401, 'Unauthorized', 'Unauthorized'));
    await expect(server.api({}, withUser(user)).raw(path)).rejects.toThrow(why);
  });
});

function jwt(seconds: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({ exp: Math.floor(Date.now() / 3_600_000) * 3600 + 3600 + seconds * 10 })}.x`;
}

describe('the server', () => {
  it.each<[string, () => Parameters<typeof startServer>[1], object, string]>([
    [
      'is not trusted',
      () => undefined,
      { 'certificate-authority-data': base64(selfSigned('other').cert) },
      'signed by nobody who is trusted here',
    ],
    ['has a certificate that expired', () => selfSigned('test', -5), {}, 'certificate has expired'],
    [
      'has a certificate for another name',
      () => selfSigned('test', 2, ['kubernetes']),
      {},
      'certificate is for other names',
    ],
  ])('%s', async (_, options, cluster, message) => {
    const server = await startServer((_, response) => send(response, {}), options());
    await expect(server.api({}, withCluster(cluster)).raw(path)).rejects.toThrow(message);
    expect(server.got).toEqual([]);
  });

  it('cannot be asked with a certificate that is none', async () => {
    const server = await startServer((_, response) => send(response, {}));
    const user = { 'client-certificate-data': base64('nonsense'), 'client-key-data': base64('nonsense') };
    await expect(server.api({}, withUser(user)).raw(path)).rejects.toThrow('certificate data is not PEM');
  });

  it('is known by another name where the kubeconfig says so', async () => {
    const server = await startServer((_, response) => send(response, {}), selfSigned('test', 2, ['kubernetes']));
    expect(await server.api({}, withCluster({ 'tls-server-name': 'kubernetes' })).raw(path)).toBe('{}');
  });

  it('is taken without proof where the kubeconfig says so, with a warning', async () => {
    const server = await startServer((_, response) => send(response, {}));
    const notes: string[] = [];
    const insecure = { 'certificate-authority-data': undefined, 'insecure-skip-tls-verify': true };
    const api = server.api({ note: (text) => notes.push(text) }, withCluster(insecure));
    expect(await api.raw(path)).toBe('{}');
    expect(notes).toEqual([
      `warning: the identity of ${server.url} is not verified (insecure-skip-tls-verify in the kubeconfig)`,
    ]);
  });

  it('sees the client certificate', async () => {
    const jane = selfSigned('jane');
    const own = selfSigned('test');
    const server = await startServer(
      (request, response) =>
        send(response, {
          name: (request.socket as never as { getPeerCertificate(): { subject: { CN: string } } }).getPeerCertificate()
            .subject.CN,
        }),
      { ...own, requestCert: true, ca: jane.cert },
    );
    const user = { 'client-certificate-data': base64(jane.cert), 'client-key-data': base64(jane.key) };
    expect(await server.api({}, withUser(user)).raw(path)).toBe('{"name":"jane"}');
    const status = `{ clientCertificateData: ${JSON.stringify(jane.cert)}, clientKeyData: ${JSON.stringify(jane.key)} }`;
    expect(await server.api({}, withUser(plugin(giving(status)))).raw(path)).toBe('{"name":"jane"}');
  });

  it('speaks plain HTTP where the kubeconfig says so, as kubectl proxy does', async () => {
    const plain = createProxy((_, response) => response.end('plain')).listen(0, '127.0.0.1');
    await once(plain, 'listening');
    onTestFinished(() => void plain.close());
    const server = await startServer(() => {});
    const url = `http://127.0.0.1:${(plain.address() as AddressInfo).port}`;
    expect(await server.api({}, withCluster({ server: url })).raw(path)).toBe('plain');
    await expect(server.api({}, withCluster({ server: url.replace('http', 'https') })).raw(path)).rejects.toThrow(
      'does not speak TLS',
    );
  });

  it('is not there', async () => {
    const server = await startServer(() => {});
    const api = server.api({}, withCluster({ server: 'https://127.0.0.1:1' }));
    await expect(api.raw(path)).rejects.toThrow(
      'cannot reach the API server https://127.0.0.1:1 (context "test") to read /version: nothing listens there',
    );
  });

  it('does not take the connection in time', async () => {
    // Takes connections, and never speaks TLS.
    const silent = createSilent(() => {}).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    onTestFinished(() => void silent.close());
    const server = await startServer(() => {});
    const url = `https://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    await expect(server.api({ connectTimeout: 100 }, withCluster({ server: url })).raw(path)).rejects.toThrow(
      'there was no connection within 0.1 s',
    );
  });
});

describe('a proxy', () => {
  async function startProxy(status?: number) {
    const asked: string[] = [];
    const proxy = createProxy().listen(0, '127.0.0.1');
    proxy.on('connect', (request, socket) => {
      asked.push(request.url!);
      if (status !== undefined) return void socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
      const [host, port] = request.url!.split(':');
      const onward = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
      onward.on('error', () => socket.destroy());
      socket.on('error', () => onward.destroy());
    });
    await once(proxy, 'listening');
    onTestFinished(() => void proxy.close());
    return { asked, url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
  }

  it('is gone through, over one connection for many requests', async () => {
    const proxy = await startProxy();
    const server = await startServer((_, response) => send(response, {}));
    const api = server.api({}, withCluster({ 'proxy-url': proxy.url }));
    for (let i = 0; i < 5; i++) expect(await api.raw(path)).toBe('{}');
    expect(proxy.asked).toEqual([server.url.replace('https://', '')]);
    api.close();
  });

  it.each([
    [407, 'the proxy asks for a user and a password'],
    [403, 'the proxy does not connect to it (HTTP 403)'],
  ])('that answers %i is told', async (status, message) => {
    const proxy = await startProxy(status);
    const server = await startServer(() => {});
    await expect(server.api({}, withCluster({ 'proxy-url': proxy.url })).raw(path)).rejects.toThrow(message);
  });
});
