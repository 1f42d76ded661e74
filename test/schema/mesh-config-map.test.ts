import { describe, expect, it } from 'vitest';
import { validationRecord } from '../../src/output/findings/validation-record.ts';
import { Validator } from '../../src/schema/validation.ts';
import { resourceIn } from '../support/problems.ts';

const configMap = (data: string, name = 'istio'): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: istio-system\ndata:\n${data}`;

/** `line:column path: message`, warnings with `warning ` before them. */
async function problemsIn(data: string): Promise<string[]> {
  const resource = resourceIn(configMap(data));
  const validator = await Validator.for([resource.type]);
  const { problems, extent } = validator.validate(resource)!;
  expect(extent).toBe('checked');
  const { errors, warnings } = validationRecord(resource, problems);
  const text = ({ line, column, path, message }: (typeof errors)[number]) => `${line}:${column} ${path}: ${message}`;
  return [...errors.map(text), ...warnings.map((one) => `warning ${text(one)}`)];
}

describe('a ConfigMap with a mesh config', () => {
  it.each<[string, string, string[]]>([
    [
      'as it should be',
      '  mesh: |\n    trust_domain: example.com\n    defaultConfig: { drainDuration: 5s }\n  other: "{"\n',
      [],
    ],
    ['of nothing', '  mesh: ""\n  meshNetworks: "# none yet"\n', []],
    ['of null', '  mesh: null\n', []],
    [
      'with problems in fields',
      '  mesh: |\n    defaultConfig:\n      drain_duration: 500ms\n    enableTracin: true\n',
      [
        '9:23 data.mesh: defaultConfig.drain_duration: must be whole seconds, 1s at least, not 500ms',
        'warning 10:19 data.mesh: enableTracin: unknown field "enableTracin", which istiod ignores. Did you mean "enableTracing"?',
      ],
    ],
    [
      'with a problem in the networks',
      '  meshNetworks: |-\n    networks:\n      east:\n        endpoints: [{ fromCidr: nope }]\n',
      ['10:33 data.meshNetworks: networks.east.endpoints[0].fromCidr: must be an IP address, not "nope"'],
    ],
    [
      'in quotes',
      '  mesh: "trustDomain: a_b"\n',
      ['7:9 data.mesh: trustDomain: must be a domain name of letters, digits and inner hyphens, not "a_b"'],
    ],
    ['that is a list', '  mesh: |\n    - a\n', ['8:5 data.mesh: must be a map, not a list']],
    [
      'that is no YAML',
      '  mesh: |\n    trustDomain: example.com\n    defaultConfig: [\n',
      ['7:9 data.mesh: cannot be read as YAML: a { or [ is never closed: add the missing } or ]'],
    ],
    [
      'that is no YAML, in a line of it',
      '  mesh: |\n    trustDomain: example.com\n      rootNamespace: mesh\n',
      [
        '9:20 data.mesh: cannot be read as YAML: this line is indented differently from the map entries around it: align it',
      ],
    ],
    [
      'with a key twice, and a second document',
      '  mesh: |\n    trustDomain: a.example\n    trustDomain: b.example\n    ---\n    trustDomain: c_d\n',
      [
        'warning 9:5 data.mesh: trustDomain: stands twice: istiod takes the later one',
        'warning 11:5 data.mesh: holds several documents, of which istiod reads the first',
      ],
    ],
    [
      'that is no text',
      '  mesh: { trustDomain: example.com }\n',
      ['7:3 data.mesh: must be a string that holds YAML, such as a block after "|", not a map'],
    ],
  ])('%s', async (_, data, problems) => {
    expect(await problemsIn(data)).toEqual(problems);
  });

  it.each(['istio', 'istio-canary'])('is one called %s: nothing need be loaded for any other', async (name) => {
    const validator = await Validator.for([]);
    const mesh = resourceIn(configMap('  mesh: a\n', name));
    const networks = resourceIn(configMap('  meshNetworks: a\n', name));
    expect([validator.validate(mesh), validator.validate(networks)]).toEqual([undefined, undefined]);
    await validator.load(mesh.type);
    expect(validator.validate(mesh)!.problems.map(({ isIstios, source }) => [isIstios, source])).toEqual([
      [true, 'semantic'],
    ]);
  });

  it.each([
    ['another name', configMap('  mesh: a\n', 'istiod')],
    ['another key', configMap('  config: a\n', 'istio-sidecar-injector')],
    ['no data', configMap('').replace('\ndata:', '')],
    ['data that is no map', configMap('').replace('\ndata:', '\ndata: mesh')],
  ])('is none with %s', async (_, text) => {
    const validator = await Validator.for([]);
    expect(validator.validate(resourceIn(text))).toEqual({ problems: [], extent: 'unchecked' });
  });

  it('of very many problems has some of them listed', async () => {
    const fields = Array.from({ length: 1000 }, (_, i) => `    field${i}: 1\n`).join('');
    const problems = await problemsIn(`  mesh: |\n${fields}`);
    expect(problems).toHaveLength(201);
    expect(problems.at(-1)).toContain('data.mesh: has 800 more problems of the kind, which are not listed');
  });
});
