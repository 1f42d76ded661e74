import { describe, expect, it } from 'vitest';
import { withDefaultTag } from '../../src/install/default-tag.ts';
import { assumedKubernetes, type GeneratedInstallation, generate } from '../../src/install/generate.ts';
import { openPackage } from '../../src/install/open-package.ts';
import { parseSetFlag } from '../../src/install/settings/set-flag.ts';
import { isObject, type JsonObject } from '../../src/resources/json.ts';

const open = (path: string | undefined) => openPackage({ cwd: '/' }, path);
const generated = (...set: readonly string[]): Promise<GeneratedInstallation> =>
  generate({
    ...{ files: [], flags: set.map((text) => parseSetFlag(text)), force: false },
    ...{ kubernetesVersion: assumedKubernetes, openPackage: open },
  });
const nothing = { webhooks: [], validator: undefined };
const nameOf = ({ kind, metadata }: JsonObject): string => `${kind} ${(metadata as JsonObject).name}`;
const labelsOf = ({ metadata }: JsonObject) => (metadata as { labels: JsonObject }).labels;
const tagWebhook = (revision: string): JsonObject => ({
  kind: 'MutatingWebhookConfiguration',
  metadata: {
    name: 'istio-revision-tag-default',
    labels: { app: 'sidecar-injector', 'istio.io/rev': revision, 'istio.io/tag': 'default' },
  },
});
const injectorIn = ({ components }: GeneratedInstallation, name: string): JsonObject =>
  components.flatMap(({ objects }) => objects).find((one) => nameOf(one) === `MutatingWebhookConfiguration ${name}`)!;
const webhooksOf = ({ webhooks }: JsonObject): JsonObject[] => (webhooks as JsonObject[]).filter(isObject);

const minimal = 'profile=minimal';

describe('the tag default', () => {
  it('comes with the first installation, whose own webhooks then match nothing', async () => {
    const given = await generated(minimal);
    const { tag, movedFrom, generated: changed } = await withDefaultTag(given, nothing, open);
    expect(tag.map(nameOf)).toEqual([
      'MutatingWebhookConfiguration istio-revision-tag-default',
      'ValidatingWebhookConfiguration istiod-default-validator',
      'Service istiod-revision-tag-default',
    ]);
    for (const object of tag) {
      expect(labelsOf(object)).toMatchObject({
        'istio.io/rev': 'default',
        'istio.io/tag': 'default',
        'operator.istio.io/component': 'Pilot',
        'install.operator.istio.io/owning-resource-not-pruned': 'true',
      });
    }
    expect(movedFrom).toBeUndefined();
    for (const { namespaceSelector, objectSelector } of webhooksOf(injectorIn(changed, 'istio-sidecar-injector'))) {
      const never = { matchLabels: { 'istio.io/deactivated': 'never-match' } };
      expect({ namespaceSelector, objectSelector }).toEqual({ namespaceSelector: never, objectSelector: never });
    }
  });

  it('comes with the first revision, whose own webhooks go on', async () => {
    const given = await generated(minimal, 'revision=canary');
    const { tag, generated: same } = await withDefaultTag(given, nothing, open);
    expect(labelsOf(tag[0]!)).toMatchObject({ 'istio.io/rev': 'canary', 'istio.io/tag': 'default' });
    expect(same).toBe(given);
  });

  it('stays where it is when another revision comes', async () => {
    const given = await generated(minimal, 'revision=canary');
    const found = await withDefaultTag(given, { webhooks: [tagWebhook('default')], validator: undefined }, open);
    expect(found).toEqual({ generated: given, tag: [], movedFrom: undefined });
  });

  it('does not come with a revision where an installation of Helm’s injects', async () => {
    const helms = injectorIn(await generated(minimal), 'istio-sidecar-injector');
    const given = await generated(minimal, 'revision=canary');
    expect((await withDefaultTag(given, { webhooks: [helms], validator: undefined }, open)).tag).toEqual([]);
  });

  it('comes back to the installation without a revision, which says from where', async () => {
    const webhooks = [tagWebhook('canary')];
    const { tag, movedFrom } = await withDefaultTag(await generated(minimal), { webhooks, validator: undefined }, open);
    expect(tag).toHaveLength(3);
    expect(movedFrom).toBe('canary');
  });

  it('keeps the certificate that istiod has put into its revision’s webhooks', async () => {
    const given = await generated(minimal);
    const own = injectorIn(given, 'istio-sidecar-injector');
    const webhooks = webhooksOf(own).map((one) => ({
      ...one,
      clientConfig: { ...(one.clientConfig as JsonObject), caBundle: 'Y2E=' },
    }));
    const live = { ...own, webhooks };
    const { tag } = await withDefaultTag(given, { webhooks: [live], validator: undefined }, open);
    expect(webhooksOf(tag[0]!).map(({ clientConfig }) => (clientConfig as JsonObject).caBundle)).toEqual(
      webhooksOf(tag[0]!).map(() => 'Y2E='),
    );
  });

  it.each([
    ['webhooks are managed by the operator', ['values.global.operatorManageWebhooks=true']],
    ['there is no istiod', ['components.pilot.enabled=false']],
  ])('is left alone where %s', async (_, set) => {
    const given = await generated(minimal, ...set);
    expect((await withDefaultTag(given, nothing, open)).tag).toEqual([]);
  });
});
