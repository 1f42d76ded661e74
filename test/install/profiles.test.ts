import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkOperator } from '../../src/install/check-operator.ts';
import { contentOf } from '../../src/install/operator-content.ts';
import { readOperator } from '../../src/install/operator-files.ts';
import { Origins } from '../../src/install/origins.ts';
import type { InstallPackage } from '../../src/install/package.ts';
import { listProfiles } from '../../src/install/profiles.ts';
import { merge } from '../../src/install/settings/merge.ts';
import { istioVersion } from '../../src/package.ts';
import { root } from '../support/run.ts';

const folder = join(root, 'profiles');
const read = (name: string) => readOperator({ name, text: readFileSync(join(folder, name), 'utf8') });
const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

describe('profiles', () => {
  it('are all of those of Istio', () => {
    const istios = [
      'ambient',
      'default',
      'demo',
      'empty',
      'minimal',
      'openshift-ambient',
      'openshift',
      'preview',
      'remote',
      'stable',
    ];
    expect(names).toEqual(expect.arrayContaining(istios.map((name) => `${name}.yaml`)));
    expect(
      listProfiles({ profiles: istios } as unknown as InstallPackage).filter(({ summary }) => summary === ''),
    ).toEqual([]);
  });

  it.each(names)('%s is valid on the default one', async (name) => {
    const file = read(name);
    const merged = merge(contentOf(read('default.yaml')), contentOf(file));
    expect(await checkOperator(merged, new Origins([file], []))).toMatchObject({ errors: [], warnings: [] });
  });

  it('install the release whose behaviour this program follows', () => {
    expect(read('default.yaml').body.spec).toMatchObject({ tag: istioVersion });
  });
});
