import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isAscii } from '../../src/base/is-ascii.ts';
import type { Io } from '../../src/cli/io.ts';
import { allObjects, generate } from '../../src/install/generate.ts';
import { openPackage } from '../../src/install/open-package.ts';
import { mapAt } from '../../src/install/settings/merge.ts';
import { parseSetFlag } from '../../src/install/settings/set-flag.ts';
import { manifestYaml } from '../../src/output/install/manifest-yaml.ts';
import { helmFunctions } from '../../src/render/functions/functions.ts';
import { injectionFunctions } from '../../src/render/functions/injection.ts';
import { usualFunctions } from '../../src/render/functions/usual.ts';
import { nodeText } from '../../src/render/template/parser/node-text.ts';
import { Template } from '../../src/render/template/template.ts';
import { textAt } from '../../src/resources/fields.ts';
import { readYaml } from '../../src/resources/yaml/read.ts';
import { operatorFile } from '../support/install.ts';
import { root } from '../support/run.ts';

const io = { cwd: root } as Io;

/** What a package gives, or the error; `path` of none for the program's own. */
async function outcome(path: string | undefined, set: readonly string[], file = ''): Promise<string> {
  try {
    const generated = await generate({
      files: file === '' ? [] : [operatorFile(file)],
      flags: set.map((text) => parseSetFlag(text)),
      force: false,
      kubernetesVersion: '1.32.0',
      openPackage: () => openPackage(io, path),
    });
    return `${generated.warnings.join('\n')}\n${manifestYaml(allObjects(generated))}`;
  } catch (error) {
    return (error as Error).message.replaceAll(`${root}/`, '');
  }
}

const profiles = readdirSync(join(root, 'profiles')).flatMap((name) => /^(.*)\.yaml$/.exec(name)?.[1] ?? []);

describe('the package as the build prepares it', () => {
  it.each([
    ...profiles.map((name) => [`profile=${name}`]),
    ['values.base.enableCRDTemplates=true'],
    ['values.base.excludedCRDs[0]=gateways.networking.istio.io', 'revision=canary'],
    ['values.global.platform=openshift', 'values.global.istioNamespace=mesh', 'components.cni.enabled=true'],
    // Regular expressions, which the usual functions do without.
    ['profile=remote', 'values.global.remotePilotAddress=10.0.0.1', 'values.istiodRemote.enabled=true'],
    // A template that can only be parsed when it is met, and calls what is not among the usual functions.
    ['values.pilot.podAnnotations.a={{ "x" | sha256sum }}'],
    ['values.pilot.podAnnotations.a={{ now'],
    ['values.compatibilityVersion=1.2'],
    ['values.defaults=null', 'values.pilot=null'],
  ])('gives what its files give: %s', async (...set) => {
    expect(await outcome(undefined, set)).toBe(await outcome('.', set));
  });

  it('gives what its files give to an IstioOperator', async () => {
    const file = `spec:
  meshConfig: { accessLogFile: /dev/stdout, defaultConfig: { holdApplicationUntilProxyStarts: true } }
  components:
    egressGateways: [{ name: out, enabled: true, k8s: { replicaCount: 2 } }]
    pilot:
      k8s:
        overlays: [{ kind: Deployment, name: istiod, patches: [{ path: spec.replicas, value: 3 }] }]
`;
    const text = await outcome(undefined, [], file);
    expect(text).toBe(await outcome('.', [], file));
    expect(text).toContain('replicas: 3');
  });

  it('renders some templates of a chart only', async () => {
    const own = await openPackage(io, undefined);
    const request = {
      folders: ['istiod'],
      release: 'istio',
      namespace: 'istio-system',
      values: {},
      kubernetesVersion: '1.32.0',
      includesCrds: true,
    };
    const { objects } = await own.renderChart({ ...request, only: ['templates/mesh-config.yaml'] });
    const { objects: all } = await own.renderChart(request);
    expect(objects.length).toBeGreaterThan(0);
    for (const object of objects) expect(all).toContainEqual(object);
    expect(all.length).toBeGreaterThan(objects.length);
  });
});

describe('the injection templates that are prepared', () => {
  it('are those of istiod’s ConfigMap, and do what the same text does', async () => {
    const own = await openPackage(io, undefined);
    const { objects } = await own.renderChart({
      folders: ['istiod'],
      release: 'istio',
      namespace: 'istio-system',
      values: { revision: 'canary', global: { proxy: { image: 'other' } } },
      kubernetesVersion: '1.32.0',
      includesCrds: false,
      only: ['templates/injector-config.yaml'],
    });
    const [config] = readYaml(textAt(objects[0], 'data', 'config'));
    const templates = mapAt(config!.value!, 'templates');
    expect(Object.keys(templates)).toHaveLength(7);
    for (const [name, text] of Object.entries(templates)) {
      const template = new Template(name).funcs(injectionFunctions());
      const parsed = template.clone().parse(String(text));
      const prepared = template.clone().add(own.parsedInjection!(name, String(text))!);
      expect([...prepared.templates.keys()]).toEqual([...parsed.templates.keys()]);
      for (const [one, { tree }] of prepared.templates) {
        expect(tree!.root.map(nodeText)).toEqual(parsed.lookup(one)!.tree!.root.map(nodeText));
      }
    }
  });

  it('are no others', async () => {
    const own = await openPackage(io, undefined);
    expect(own.parsedInjection!('sidecar', 'spec: {}')).toBeUndefined();
  });
});

it('holds charts in ASCII, which V8 keeps in a byte each: only definitions, which are copied as bytes, may have more', () => {
  const files = readdirSync(join(root, 'charts'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\/(templates|files)\/.*\.(ya?ml|tpl|txt)$/.test(name),
  );
  const others = files.filter((name) => !isAscii(readFileSync(join(root, 'charts', name), 'utf8')));
  expect(files.length).toBeGreaterThan(50);
  expect(others).toEqual(['base/files/crd-all.yaml']);
});

it('the usual functions are Helm’s', () => {
  for (const [name, fn] of Object.entries(usualFunctions)) expect(helmFunctions[name], name).toBe(fn);
});
