import { dnsLabel, dottedHost, labels, word } from './texts.ts';
import { areDistinct, both, integer, list, object, oneOf } from './usual.ts';

const port = (protocols: readonly string[]) =>
  object({ number: integer(1, 65535), name: dnsLabel, protocol: oneOf(...protocols) }, ['number', 'name', 'protocol']);
const hosts = list(dottedHost);

const plain = object({ port: port(['HTTP']), hosts }, ['port', 'hosts']);
const secure = object(
  {
    port: port(['HTTPS']),
    hosts,
    tls: object({ mode: oneOf('SIMPLE', 'MUTUAL'), credentialName: word }, ['mode', 'credentialName']),
  },
  ['port', 'hosts', 'tls'],
);

/** Servers of HTTP, and of HTTPS with a secret's certificate. */
export default object(
  {
    selector: labels,
    servers: both<readonly { port: { name: string } }[]>(
      list((server) => plain(server) || secure(server)),
      (servers) => areDistinct(servers.map(({ port: { name } }) => name)),
    ),
  },
  ['servers'],
);
