import { describe, expect, it } from 'vitest';
import { PeerAuthentications } from '../../../src/proxy/mtls/peer-authentication.ts';
import { meshOf, peerAuthentication, peerAuthentications } from '../../support/mtls.ts';

const labels = { app: 'cart' };
const selector = 'selector: {matchLabels: {app: cart}}';
/** What each level may say; undefined is no policy there. */
const said = [undefined, 'UNSET', 'STRICT', 'PERMISSIVE', 'DISABLE'] as const;

const decision = (documents: readonly string[], port?: number, config = ''): string => {
  const { mode, decidedBy } = new PeerAuthentications(meshOf(documents, config)).of('shop', labels, port);
  return `${mode} ${decidedBy === undefined ? 'by default' : `${decidedBy.level} ${decidedBy.resource.fullName}`}`;
};

describe('PeerAuthentications', () => {
  it.each(said)('go by the port, the workload, the namespace, the mesh: mesh %s', (mesh) => {
    for (const namespace of said) {
      for (const workload of said) {
        for (const port of said) {
          const documents = peerAuthentications(mesh, namespace, workload, port);
          const levels = [
            ['port shop/w', port],
            ['workload shop/w', workload],
            ['namespace shop/ns', namespace],
            ['mesh istio-system/m', mesh],
          ] as const;
          const first = (from: typeof levels | readonly (typeof levels)[number][]) => {
            const found = from.find(([, mode]) => mode !== undefined && mode !== 'UNSET');
            return found === undefined ? 'PERMISSIVE by default' : `${found[1]} ${found[0]}`;
          };
          expect(decision(documents, 8080), documents.join('\n')).toBe(first(levels));
          expect(decision(documents, 8081), documents.join('\n')).toBe(first(levels.slice(1)));
          expect(decision(documents), documents.join('\n')).toBe(first(levels.slice(1)));
        }
      }
    }
  });

  it.each<[what: string, documents: string[], expected: string, config?: string]>([
    [
      'the oldest of a namespace wins',
      [
        peerAuthentication('a', 'shop', 'mtls: {mode: STRICT}', ', creationTimestamp: "2024-01-01T00:00:00Z"'),
        peerAuthentication('b', 'shop', 'mtls: {mode: DISABLE}', ', creationTimestamp: "2023-01-01T00:00:00Z"'),
      ],
      'DISABLE namespace shop/b',
    ],
    [
      'what no cluster has made yet is the newest',
      [
        peerAuthentication('a', 'shop', 'mtls: {mode: STRICT}'),
        peerAuthentication('b', 'shop', 'mtls: {mode: DISABLE}', ', creationTimestamp: "2023-01-01T00:00:00Z"'),
      ],
      'DISABLE namespace shop/b',
    ],
    [
      'names break ties',
      [
        peerAuthentication('b', 'shop', 'mtls: {mode: STRICT}'),
        peerAuthentication('a', 'shop', 'mtls: {mode: DISABLE}'),
      ],
      'DISABLE namespace shop/a',
    ],
    [
      'an older one without a mode hides a younger one, and leaves it to the mesh',
      [
        peerAuthentication('a', 'shop', 'mtls: {}'),
        peerAuthentication('b', 'shop', 'mtls: {mode: DISABLE}'),
        peerAuthentication('m', 'istio-system', 'mtls: {mode: STRICT}'),
      ],
      'STRICT mesh istio-system/m',
    ],
    [
      'of two for the workload the oldest counts for its ports too',
      [
        peerAuthentication('a', 'shop', `${selector}, mtls: {mode: STRICT}`),
        peerAuthentication('b', 'shop', `${selector}, portLevelMtls: {8080: {mode: DISABLE}}`),
      ],
      'STRICT workload shop/a',
    ],
    [
      'ports without a selector do not count',
      [peerAuthentication('a', 'shop', 'portLevelMtls: {8080: {mode: STRICT}}')],
      'PERMISSIVE by default',
    ],
    [
      'an empty selector is none',
      [peerAuthentication('a', 'shop', 'selector: {}, mtls: {mode: STRICT}')],
      'STRICT namespace shop/a',
    ],
    [
      'another workload’s does not count',
      [peerAuthentication('a', 'shop', 'selector: {matchLabels: {app: x}}, mtls: {mode: STRICT}')],
      'PERMISSIVE by default',
    ],
    [
      'another namespace’s does not count',
      [peerAuthentication('a', 'other', 'mtls: {mode: STRICT}')],
      'PERMISSIVE by default',
    ],
    [
      'a selector in the root namespace reaches none',
      [peerAuthentication('a', 'istio-system', `${selector}, mtls: {mode: STRICT}`)],
      'PERMISSIVE by default',
    ],
    [
      'the root namespace has the name that the mesh config gives',
      [peerAuthentication('a', 'root', 'mtls: {mode: STRICT}')],
      'STRICT mesh root/a',
      'rootNamespace: root',
    ],
    [
      'a word that is no mode says nothing',
      [peerAuthentication('a', 'shop', 'mtls: {mode: strict}')],
      'PERMISSIVE by default',
    ],
  ])('%s', (_, documents, expected, config) => {
    expect(decision(documents, 8080, config)).toBe(expected);
  });

  it('name the field that decides', () => {
    const [document] = [peerAuthentication('a', 'shop', `\n  ${selector},\n  portLevelMtls: {8080: {mode: STRICT}}\n`)];
    const { decidedBy } = new PeerAuthentications(meshOf([document])).of('shop', labels, 8080);
    expect(decidedBy!.path).toEqual(['spec', 'portLevelMtls', '8080', 'mode']);
    expect(decidedBy!.resource.position(decidedBy!.path)).toMatchObject({ line: 6 });
  });
});
