import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { getLanguageService, type LanguageService } from 'yaml-language-server';
import { root } from '../support/run.ts';

const schema = pathToFileURL(join(root, 'dist/schemas/istio.json')).href;
let editor: LanguageService;

beforeAll(() => {
  editor = getLanguageService({
    schemaRequestService: async (uri) => {
      if (!uri.startsWith('file:')) throw new Error(`not offline: ${uri}`);
      return readFileSync(new URL(uri), 'utf8');
    },
    workspaceContext: { resolveRelativePath: (path, from) => new URL(path, from).href },
  });
  editor.configure({
    validate: true,
    hover: true,
    completion: true,
    schemas: [{ fileMatch: ['*.yaml'], uri: schema }],
  });
});

let opened = 0;
/** A document of its own each time: the editor keeps what it has read by name. */
const documentOf = (text: string) => TextDocument.create(`file:///shop-${++opened}.yaml`, 'yaml', 0, text);

/** `line: message` for all that the editor underlines. */
async function underlined(text: string): Promise<string[]> {
  const found = await editor.doValidation(documentOf(text), false);
  return found.map(({ range, message }) => `${range.start.line + 1}: ${message}`).sort();
}

/** What the editor shows where `word` stands. */
async function shownAt(text: string, word: string): Promise<string> {
  const document = documentOf(text);
  const hover = await editor.doHover(document, document.positionAt(text.indexOf(word) + 1));
  return hover === null ? '' : (hover.contents as { value: string }).value;
}

const route = (http: string): string => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: cart
spec:
  hosts: [cart.shop.svc.cluster.local]
  http:
    - ${http}
`;
const rule = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: cart
spec:
  host: cart.shop.svc.cluster.local
  trafficPolicy:
    tls:
      mode: SIMPEL
`;
const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  hosts: 3
  replicsa: 2
`;

describe('the combined schema in an editor', () => {
  it.each([
    ['a field that does not exist', route('retrys: {}'), ['8: Property retrys is not allowed.']],
    ['a value of the wrong type', route('retries: { attempts: two }'), ['8: Incorrect type. Expected "integer".']],
    ['a field that is missing', route('route: [{ destination: { subset: v1 } }]'), ['8: Missing property "host".']],
    [
      'a value that is not allowed',
      rule,
      ['9: Value is not accepted. Valid values: "DISABLE", "SIMPLE", "MUTUAL", "ISTIO_MUTUAL".'],
    ],
    [
      'a version that the kind does not have',
      'apiVersion: telemetry.istio.io/v1beta1\nkind: Telemetry\nmetadata: { name: all }\n',
      ['1: Value is not accepted. Valid values: "telemetry.istio.io/v1", "telemetry.istio.io/v1alpha1".'],
    ],
    [
      'a kind that the group does not have',
      'apiVersion: extensions.istio.io/v1alpha1\nkind: WasmPlug\n',
      ['2: Value is not accepted. Valid values: "TrafficExtension", "WasmPlugin".'],
    ],
  ])('finds %s', async (_, text, problems) => {
    expect(await underlined(text)).toEqual(problems);
  });

  it('has nothing against a resource as it should be', async () => {
    const right = route('{ retries: { attempts: 2 }, timeout: 2s, route: [{ destination: { host: cart } }] }');
    expect(await underlined(right)).toEqual([]);
  });

  it.each([
    ['a Deployment', deployment],
    ['Gateway API', 'apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nspec: { servers: 3 }\n'],
    ['a file of another sort', 'apiVersion: 2\nname: chart\n'],
    ['a list', '- apiVersion: networking.istio.io/v1\n'],
    ['an empty file', ''],
  ])('leaves alone %s', async (_, text) => {
    expect(await underlined(text)).toEqual([]);
  });

  it('takes each document of a file for what it is', async () => {
    const text = [deployment, route('retrys: {}'), deployment, rule].join('---\n');
    const lines = (await underlined(text)).map((problem) => problem.replace(/:.*/, ''));
    const at = (word: string) => String(text.slice(0, text.indexOf(word)).split('\n').length);
    expect(lines.sort()).toEqual([at('retrys'), at('SIMPEL')].sort());
  });

  it('explains a field, its code set as code', async () => {
    const text = await shownAt(route('retries: { attempts: 2 }'), 'retries');
    expect(text).toContain('#### VirtualService\n');
    expect(text).toMatch(/Retries of failed requests\. .*`defaultHttpRetryPolicy`/);
  });

  it('explains a kind', async () => {
    expect(await shownAt(rule, 'kind')).toContain('Says how connections to a service are made');
    expect(await shownAt(deployment, 'kind')).not.toContain('connections');
  });

  it('completes kinds and fields', async () => {
    const completed = async (text: string) => {
      const document = documentOf(text);
      const { items } = await editor.doComplete(document, document.positionAt(text.length), false);
      return items.map(({ label }) => label).sort();
    };
    expect(await completed('apiVersion: security.istio.io/v1\nkind: ')).toEqual([
      'AuthorizationPolicy',
      'PeerAuthentication',
      'RequestAuthentication',
    ]);
    expect(await completed('apiVersion: networking.istio.io/v1\nkind: Gateway\nspec:\n  s')).toEqual([
      'selector',
      'servers',
    ]);
  });
});
