import { describe, expect, it } from 'vitest';
import { formatPath } from '../../src/resources/json.ts';
import { resourceKinds } from '../../src/schema/resource-kinds.ts';
import { istioValidator, kindSchema } from '../../src/schema/validator.ts';
import { istioProblems, resourceIn } from '../support/problems.ts';

const virtualService = (rest: string): string =>
  `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: cart }\n${rest}`;
const route = 'route: [{ destination: { host: cart } }]';
const routed = `{ hosts: [cart], http: [{ ${route} }] }`;

describe('a resource', () => {
  it.each<[string, string, string[]]>([
    ['without a flaw', `spec: ${routed}\nstatus: { anything: 1 }`, []],
    [
      'with an unknown field',
      `spec: ${routed}\nhosts: []`,
      ['kubernetes hosts: unknown field "hosts". Does "hosts" belong under spec?'],
    ],
    [
      'with metadata that is not indented',
      `spec: ${routed}\nnamespace: shop`,
      ['kubernetes namespace: unknown field "namespace". Does "namespace" belong under metadata?'],
    ],
    [
      'with a misspelt field',
      `specs: ${routed}`,
      [
        'kubernetes specs: unknown field "specs". Did you mean "spec"?',
        'spec.http: is missing, and so are tls and tcp: a VirtualService has routes in one of them at least',
      ],
    ],
    ['with a spec of another type', 'spec: [a]', ['spec: must be a map, not a list']],
    ['with two specs', `spec: ${routed}\nspec: ${routed}`, ['kubernetes spec: stands twice: also on line 4']],
    [
      'with a key twice',
      `spec: { hosts: [cart], http: [{ ${route}, timeout: 1s, timeout: 2s }] }`,
      ['kubernetes spec.http[0].timeout: stands twice: also on line 4'],
    ],
    [
      'in which null stands for nothing',
      `spec: { hosts: [cart], gateways: null, http: [{ ${route}, timeout: null, match: null }] }`,
      [],
    ],
    ['with a null in a list', `spec: { hosts: [cart], http: [null] }`, ['spec.http[0]: must be a map, not null']],
    [
      'with fields that every object has a property of',
      `spec: { hosts: [cart], __proto__: 1, constructor: 2, http: [{ ${route}, toString: 3 }] }`,
      [
        'kubernetes spec.__proto__: unknown field "__proto__". Known here: hosts, gateways, http, tls, tcp, exportTo.',
        'kubernetes spec.constructor: unknown field "constructor". Known here: hosts, gateways, http, tls, tcp, exportTo.',
        'kubernetes spec.http[0].toString: unknown field "toString"',
      ],
    ],
  ])('%s', async (_, rest, problems) => {
    expect(await istioProblems(virtualService(rest))).toEqual(problems);
  });

  it('of a version that there is none of', async () => {
    const text = virtualService(`spec: ${routed}`).replace('io/v1', 'io/v2');
    expect(await istioProblems(text)).toEqual([
      'kubernetes apiVersion: must be networking.istio.io/v1, networking.istio.io/v1alpha3 or networking.istio.io/v1beta1 for a VirtualService, not "networking.istio.io/v2"',
    ]);
  });

  it('of a version that a kind with a vowel has not', async () => {
    const text = 'apiVersion: networking.istio.io/v7\nkind: EnvoyFilter\nmetadata: { name: a }\nspec: {}\n';
    expect(await istioProblems(text)).toContainEqual(expect.stringContaining(' for an EnvoyFilter, not '));
  });

  it('whose name no resource can have, which is said once', async () => {
    const gateway = (name: string): string =>
      `apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: { name: ${name} }\nspec: { servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: [a.example] }] }\n`;
    expect(await istioProblems(gateway('NAME_'))).toEqual([
      expect.stringMatching(/^metadata\.name: must be lowercase letters/),
    ]);
    expect(await istioProblems(gateway('a.b'))).toEqual([
      expect.stringMatching(/^metadata\.name: must be letters, digits and inner hyphens/),
    ]);
  });

  it('that needs a spec and has none', async () => {
    const text = 'apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: { name: a }\n';
    expect(await istioProblems(text)).toContain('kubernetes spec: is required, and missing');
    expect(await istioProblems(`${text}spec: null\n`)).toContain('kubernetes spec: is required, and missing');
  });
});

describe('who finds it', () => {
  const retries = (attempts: string): string =>
    virtualService(`spec: { hosts: [cart], http: [{ ${route}, retries: { attempts: ${attempts} } }] }`);
  const destinationRule = 'apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: { name: a }\n';

  it.each([
    ['more than 32 bits', retries('3000000000'), 'semantic spec.http[0].retries.attempts'],
    [
      'more than 64 bits, which is no integer to an API server',
      retries('1e19'),
      'schema spec.http[0].retries.attempts',
    ],
    [
      'more than 64 bits where Istio has as many',
      `${destinationRule}spec: { host: a, trafficPolicy: { loadBalancer: { consistentHash: { useSourceIp: true, maglev: { tableSize: 1e19 } } } } }\n`,
      'schema spec.trafficPolicy.loadBalancer.consistentHash.maglev.tableSize',
    ],
    ['a field that the spec lacks', `${destinationRule}spec: {}\n`, 'schema spec.host'],
    ['a field that a spec would have', destinationRule, 'semantic spec.host'],
  ])('%s', async (_, text, found) => {
    const resource = resourceIn(text);
    const problems = (await istioValidator(resource.type.id))!(resource);
    expect(problems.map(({ source, path }) => `${source} ${formatPath(path)}`)).toEqual([found]);
  });
});

it('says once of a number what a keyword and a rule say', async () => {
  const port = (number: number) =>
    `apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: { name: a }\nspec: { hosts: [a.example.com], resolution: DNS, ports: [{ number: ${number}, name: a }] }\n`;
  expect(await istioProblems(port(0))).toEqual(['spec.ports[0].number: must be a port from 1 to 65535, but is 0']);
  expect(await istioProblems(port(-80))).toEqual(['spec.ports[0].number: must be at least 0, not -80']);
});

describe('what is wrong with a value', () => {
  it.each<[string, string[]]>([
    ['timeout: 5', ['spec.http[0].timeout: must be a duration of at least 1ms, such as 250ms, 1.5s or 1h, not 5']],
    ['mirrorPercentage: 5', ['spec.http[0].mirrorPercentage: must be a map with value, not 5']],
    [
      'timeout: 1us',
      ['spec.http[0].timeout: must be a duration of at least 1ms, such as 250ms, 1.5s or 1h, but is "1us"'],
    ],
    ['timeout: ""', ['spec.http[0].timeout: must be a duration of at least 1ms, such as 250ms, 1.5s or 1h, but is ""']],
    ['retries: { attempts: -1 }', ['spec.http[0].retries.attempts: must be 0 or more, not -1']],
    ['retries: { attempts: 1e30 }', ['spec.http[0].retries.attempts: must fit 32 bits, not 1e+30']],
    ['timout: 5s', ['kubernetes spec.http[0].timout: unknown field "timout". Did you mean "timeout"?']],
    ['match: [{ uri: { exact: /, prefix: / } }]', ['spec.http[0].match[0].uri: takes only one of exact or prefix']],
    [
      'match: [{ uri: { regex: "(" } }]',
      [
        'spec.http[0].match[0].uri.regex: "(" is no regular expression in RE2\'s syntax: error parsing regexp: missing closing ): `(`',
      ],
    ],
  ])('%s', async (field, problems) => {
    const spec = `spec: { hosts: [cart], http: [{ ${route}, ${field} }] }`;
    const found = await istioProblems(virtualService(spec));
    expect(found).toEqual(problems);
  });

  it('is not asked of what stands in for it: a hole is said to be nothing else', async () => {
    const spec = 'spec: { hosts: 5, http: [{ route: [{ destination: { host: 7 } }] }] }';
    expect(await istioProblems(virtualService(spec))).toEqual([
      'spec.hosts: must be a list, not 5',
      'spec.http[0].route[0].destination.host: must be a string, not 7',
    ]);
  });
});

describe('of very many problems', () => {
  const lines = (n: number, line: (i: number) => string): string =>
    Array.from({ length: n }, (_, i) => line(i)).join('\n');
  const n = 20_000;
  const many: Readonly<Record<string, string>> = {
    'values of the wrong type': virtualService(
      `spec:\n  hosts: [cart]\n  http:\n${lines(n, () => '  - { route: 1, match: [{ uri: { exact: 1, prefix: 2 } }] }')}`,
    ),
    'values that break a rule': virtualService(
      `spec:\n  hosts: [cart]\n  http:\n${lines(n, () => `  - { timeout: 1us, ${route} }`)}`,
    ),
    'hosts that are none': virtualService(`spec:\n  http: [{ ${route} }]\n  hosts:\n${lines(n, () => '  - "_"')}`),
    'fields that there are none of': virtualService(`spec:\n  hosts: [cart]\n${lines(n, (i) => `  f${i}: 1`)}`),
    'fields beside the spec': virtualService(`spec: ${routed}\n${lines(n, (i) => `f${i}: 1`)}`),
    'keys that stand twice': virtualService(`spec: ${routed}\nstatus:\n${lines(n, (i) => `  ? f${i >> 1}\n  : 1`)}`),
    labels: `apiVersion: networking.istio.io/v1\nkind: Sidecar\nmetadata:\n  name: a\n  labels:\n${lines(n, (i) => `    f${i}: "-"`)}`,
    'ports that are compared with each other': `apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: { name: a }\nspec:\n  hosts: [a.b]\n  resolution: DNS\n  ports:\n${lines(n, (i) => `  - { number: ${i + 1}, name: p${i}, protocol: HTTP }`)}`,
  };

  it.each(Object.entries(many))('%s: some are told and the rest counted, soon', async (_, text) => {
    const start = performance.now();
    const problems = await istioProblems(text);
    expect(performance.now() - start).toBeLessThan(5000);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThan(700);
    const more = problems.filter((one) => /: has \d+ more problems of the kind, which are not listed$/.test(one));
    // Of too long a list, that is all there is to say.
    expect(more.length > 0 || problems.length === 1).toBe(true);
  });

  it('are warnings where all of them are', async () => {
    const subsets = lines(300, (i) => `  - { name: s${i} }`);
    const text = `apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: { name: a }\nspec:\n  host: a.b\n  subsets:\n${subsets}\n`;
    expect((await istioProblems(text)).filter((one) => !one.startsWith('warning'))).toEqual([]);
  });
});

it('knows the kinds', async () => {
  expect(resourceKinds).toContain('networking.istio.io/VirtualService');
  expect(resourceKinds).not.toContain('mesh.istio.io/MeshConfig');
  expect(await kindSchema('networking.istio.io/VirtualService')).toMatchObject({ title: 'VirtualService' });
  expect(await kindSchema('networking.istio.io/constructor')).toBeUndefined();
  expect(await kindSchema('constructor')).toBeUndefined();
});
