import { BlockList, isIP } from 'node:net';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that HTTPS_PROXY or HTTP_PROXY, whichever is for the server's protocol, asks for, unless NO_PROXY excepts the
 * server: by Go's rules (golang.org/x/net/http/httpproxy), which kubectl follows. This machine itself is never proxied.
 */
export function proxyFromEnvironment(server: URL, env: Environment): string | undefined {
  const name = server.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const proxy = env[name] || env[name.toLowerCase()];
  if (!proxy) return undefined;
  const host = server.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (isLoopback(host)) return undefined;
  const port = server.port || (server.protocol === 'https:' ? '443' : '80');
  const exceptions = (env.NO_PROXY || env.no_proxy || '').split(',').map((text) => text.trim().toLowerCase());
  if (exceptions.some((exception) => excepts(exception, host, port))) return undefined;
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}

const isLoopback = (host: string): boolean => host === 'localhost' || /^127\.|^::1$/.test(host);

/** Whether an entry of NO_PROXY means the host: `*`, an address, a range of them, a name with all below it, `.name`. */
function excepts(exception: string, host: string, port: string): boolean {
  if (exception === '') return false;
  if (exception === '*') return true;
  const [, network, bits] = /^([\d.]+|[\da-f:.]+)\/(\d+)$/.exec(exception) ?? [];
  if (network !== undefined) return isInNetwork(host, network, Number(bits));
  const [, name = exception, itsPort] = /^\[?([^\]]*?)\]?(?::(\d+))?$/.exec(isIP(exception) ? '' : exception) ?? [];
  const wanted = isIP(exception) ? exception : name;
  if (itsPort !== undefined && itsPort !== port) return false;
  if (isIP(host) || isIP(wanted)) return host === wanted;
  const suffix = wanted.replace(/^\*?\./, '');
  return host.endsWith(`.${suffix}`) || (host === suffix && !/^\*?\./.test(wanted));
}

function isInNetwork(host: string, network: string, bits: number): boolean {
  const family = isIP(host);
  if (family === 0 || family !== isIP(network) || bits > (family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  const type = family === 4 ? 'ipv4' : 'ipv6';
  list.addSubnet(network, bits, type);
  return list.check(host, type);
}
