import analyzer from '../../../src/analysis/analyzers/virtualservice-unreachable.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

/** A VirtualService whose spec starts on line 5. */
const virtualService = (spec: string) => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: shop}
spec:
${spec}`;
/** Routes on a line each from line 6, written as their lists of matches. */
const http = (...matches: string[]) =>
  virtualService(`  http:\n${matches.map((match) => `  - {match: ${match}}\n`).join('')}`);
const rule = (line: number, path: string) => `IST0130 VirtualService shop/cart ${line}:5 spec.${path}`;
const match = (position: string, path: string) => `IST0131 VirtualService shop/cart ${position} spec.${path}`;

testAnalyzer(analyzer, [
  {
    name: 'routes that differ, the one without a match last',
    yaml: virtualService(`
  http:
  - match: [{uri: {prefix: /cart/items}}, {uri: {prefix: /cart}}]
  - match: [{uri: {prefix: /cart, exact: /cart}, port: 80}]
  - {}
  tcp:
  - match: [{port: 80}]
  - match: [{port: 81}]
  tls:
  - match: [{sniHosts: [cart.example]}]
`),
    finds: [],
  },
  {
    name: 'routes after one without a match',
    yaml: virtualService(`
  http:
  - name: all
  - name: items
    match: [{uri: {prefix: /items}}, {uri: {prefix: /items}}]
  - match: []
`),
    finds: [rule(8, 'http.1'), rule(10, 'http.2')],
    says: ['http[1] "items" is never used', 'Put that one last', 'http[2] is never used', 'Remove one of the two'],
  },
  {
    name: 'a route whose matches all stand before it',
    yaml: virtualService(`
  tcp:
  - match: [{port: 80}]
  - match: [{port: 81}]
  - match: [{port: 81}, {port: 80}]
`),
    finds: [rule(9, 'tcp.2'), match('9:13', 'tcp.2.match.0'), match('9:25', 'tcp.2.match.1')],
    says: ['tcp[2].match[1] repeats a match of tcp[0]', 'each of its matches stands in a route before it'],
  },
  {
    name: 'a match twice in one route',
    yaml: http('[{uri: {exact: /a}}, {uri: {exact: /a}}, {uri: {exact: /b}}]'),
    finds: [match('6:34', 'http.0.match.1')],
  },
  {
    name: 'matches that mean the same: other order, other name, defaults',
    yaml: http(
      '[{uri: {exact: /a}, headers: {a: {exact: x}, b: {}}}]',
      '[{name: again, headers: {b: {}, a: {exact: x}}, uri: {exact: /a}, port: 0, gateways: [], queryParams: {}}, {}]',
    ),
    finds: [match('7:14', 'http.1.match.0')],
  },
  {
    name: 'matches that mean different things',
    yaml: http('[{}]', '[{uri: {}}]', '[{headers: {a: {}}}]', '[{headers: {b: {}}}]', '[{sourceLabels: {a: ""}}]'),
    finds: [],
  },
  {
    name: 'one mistake of http, tcp and tls alike: once, as istioctl has it',
    yaml: virtualService(`
  http: [{}, {match: [{port: 80}]}]
  tcp: [{}, {match: [{port: 80}]}]
  tls: [{}, {match: [{port: 80}]}]
`),
    finds: ['IST0130 VirtualService shop/cart 6:14 spec.http.1'],
  },
  {
    name: 'a prefix within a shorter one before it',
    yaml: http(
      '[{uri: {prefix: /cart}}]',
      '[{uri: {prefix: /cart/items}}]',
      '[{uri: {prefix: /c}}]',
      '[{uri: {prefix: /cat}}]',
    ),
    finds: [match('7:14', 'http.1.match.0'), match('9:14', 'http.3.match.0')],
    says: ['http[1].match[0] has the prefix "/cart/items", but http[0].match[0] with the shorter prefix "/cart"'],
  },
  {
    name: 'a prefix within two shorter ones: each',
    yaml: http(
      '[{uri: {prefix: /a}}, {uri: {prefix: /ab}, port: 80}, {uri: {prefix: /abc}}]',
      '[{uri: {prefix: /abcd}}]',
    ),
    finds: [match('6:67', 'http.0.match.2'), match('7:14', 'http.1.match.0'), match('7:14', 'http.1.match.0')],
  },
  {
    name: 'a prefix within a shorter one with the same conditions',
    yaml: http(
      '[{uri: {prefix: /a}, method: {exact: POST}, authority: {prefix: shop}, headers: {x: {exact: yes-please}}}]',
      '[{uri: {prefix: /ab}, method: {prefix: PO}, authority: {prefix: shop}, headers: {x: {exact: yes-please}}}]',
      '[{uri: {prefix: /ac}, method: {exact: POST}, authority: {prefix: sh}, headers: {x: {regex: .*}}}]',
    ),
    finds: [match('8:14', 'http.2.match.0')],
  },
  {
    name: 'a prefix within a shorter one whose conditions are others',
    yaml: http(
      '[{uri: {prefix: /a}, port: 80}]',
      '[{uri: {prefix: /ab}, port: 81}]',
      '[{uri: {prefix: /ac}, method: {exact: POST}, port: 80}]',
      '[{uri: {prefix: /ad}, authority: {exact: shop.example}, port: 80}]',
      '[{uri: {prefix: /ae}, headers: {x: {}}, port: 80}]',
      '[{uri: {prefix: /af}, queryParams: {x: {}}, port: 80}]',
      '[{uri: {prefix: /ag}, withoutHeaders: {x: {}}, port: 80}]',
      '[{uri: {prefix: /aea}, headers: {y: {}}, port: 80}]',
      '[{uri: {prefix: /aeb}, headers: {x: {exact: a}}, port: 80}]',
      '[{uri: {prefix: ""}}, {uri: {regex: /a.*}}]',
    ),
    finds: [],
  },
]);
