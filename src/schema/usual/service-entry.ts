import { dnsLabel, dottedHost } from './texts.ts';
import { areDistinct, both, integer, list, object, oneOf } from './usual.ts';

interface Port {
  readonly number: number;
  readonly name: string;
}

const port = object(
  { number: integer(1, 65535), name: dnsLabel, protocol: oneOf('HTTP', 'HTTPS', 'HTTP2', 'GRPC', 'TLS') },
  ['number', 'name', 'protocol'],
);

/** Hosts outside the mesh, reached by their names. */
export default object(
  {
    hosts: both<readonly string[]>(list(dottedHost), (hosts) => hosts.every((host) => !host.includes('*'))),
    ports: both<readonly Port[]>(
      list(port),
      (ports) => areDistinct(ports.map(({ number }) => number)) && areDistinct(ports.map(({ name }) => name)),
    ),
    location: oneOf('MESH_EXTERNAL', 'MESH_INTERNAL'),
    resolution: oneOf('DNS'),
  },
  ['hosts', 'ports', 'resolution'],
);
