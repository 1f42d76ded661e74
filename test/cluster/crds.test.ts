import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { validate } from '../../src/index.ts';
import { isObject, type JsonObject } from '../../src/resources/json.ts';
import { toResources } from '../../src/resources/to-resources.ts';
import { readYaml } from '../../src/resources/yaml/read.ts';
import { customResourceDefinitions } from '../../src/schema/crd.ts';
import { type ApiServer, startApiServer } from './api-server.ts';
import { installCrds } from './install-crds.ts';
import { istioCases } from './istio-cases.ts';
import { rejections } from './rejections.ts';

/** A kind, specs that the API server takes in each version, and specs that it refuses for one field. */
interface Fixture {
  readonly apiVersions: readonly [string, ...string[]];
  readonly kind: string;
  readonly accepted: readonly JsonObject[];
  readonly rejected: readonly { readonly field: string; readonly says: string; readonly spec: JsonObject }[];
}

function documents(folder: string, file: string): JsonObject[] {
  return readYaml(readFileSync(join(folder, file), 'utf8')).flatMap(({ value, problem }) => {
    if (problem) throw new Error(`${file}: ${problem.message}`);
    return isObject(value) ? [value] : [];
  });
}

const own = join(import.meta.dirname, 'fixtures');
const fixtures = readdirSync(own).flatMap((file) => documents(own, file)) as unknown as Fixture[];

let server: ApiServer;
let crds: JsonObject[];

beforeAll(async () => {
  server = await startApiServer();
  crds = await customResourceDefinitions();
  await installCrds(server, crds);
});
afterAll(() => server?.stop());

/** What the API server refuses of a document, which it does not store. */
async function refused(document: JsonObject): Promise<string[]> {
  const metadata = { generateName: 'case-', namespace: 'default' };
  return rejections(await server.create({ ...document, metadata }, 'dryRun=All&fieldValidation=Strict'));
}

/** Matches what the server says of a field, `spec.hosts`, or that it says so much: `spec.hosts: Required value`. */
function refusal(wanted: string): unknown {
  const [field = '', words = ''] = wanted.split(/: (.*)/).map((part) => part.replace(/[^\w ]/g, '\\$&'));
  return expect.stringMatching(new RegExp(`^${field}: .*${words}`));
}

describe('our CustomResourceDefinitions', () => {
  it('are one for each kind', () => {
    const kinds = crds.map(({ spec }) => (spec as { names: { kind: string } }).names.kind);
    expect(kinds.sort()).toEqual(fixtures.map(({ kind }) => kind).sort());
  });

  describe.each(fixtures)('of $kind', ({ apiVersions, kind, accepted, rejected }) => {
    it.each(accepted.map((spec) => [JSON.stringify(spec), spec] as const))('accept %s', async (_, spec) => {
      for (const apiVersion of apiVersions) expect(await refused({ apiVersion, kind, spec })).toEqual([]);
    });

    it.each(rejected)('reject $field: $says', async ({ field, says, spec }) => {
      expect(await refused({ apiVersion: apiVersions[0], kind, spec })).toEqual([refusal(`${field}: ${says}`)]);
    });
  });
});

const reference = join(import.meta.dirname, '../../../shared/reference/crd-cases');

describe.skipIf(!existsSync(reference))("Istio's own cases, where ../shared/reference is", () => {
  it.each(existsSync(reference) ? readdirSync(reference) : ['none'])('%s', async (file) => {
    const cases = documents(reference, file);
    const expected = istioCases[file] ?? [];
    const [good, bad] = [false, true].map((isBad) => cases.filter(({ _err }) => (_err !== undefined) === isBad));
    expect(bad!.map(({ metadata }) => (metadata as JsonObject).name)).toEqual(expected.map(([name]) => name));
    for (const document of good!) expect(await refused(document)).toEqual([]);
    for (const [index, { _err, ...document }] of bad!.entries()) {
      const [name, ...fields] = expected[index]!;
      expect(await refused(document), name).toEqual(fields.map(refusal));
    }
  });

  it.each(existsSync(reference) ? readdirSync(reference) : ['none'])(
    '%s gets the same verdict offline',
    async (file) => {
      for (const { _err, ...document } of documents(reference, file)) {
        const [resource] = toResources({ name: file, text: JSON.stringify(document) }).resources;
        const problems = await validate(resource!);
        const isRefused = problems.some(({ source, isWarning }) => source === 'schema' && !isWarning);
        expect(isRefused, JSON.stringify(document)).toBe(_err !== undefined);
      }
    },
  );
});
