import { textAt } from './fields.ts';
import { type FindBeside, flaggerResources, targetPods } from './flagger-resources.ts';
import type { JsonObject } from './json.ts';
import { kinds } from './kinds.ts';
import { placeKey } from './place.ts';
import { Resource } from './resource.ts';

/** What a controller makes of a resource: objects with kind and name; they are put into its namespace. */
type Maker = (resource: Resource, find: FindBeside) => readonly JsonObject[];

/**
 * Where resources that make a Secret name it, by `group/kind`; where they do not, it has their own name. Sources: the API
 * references of cert-manager, External Secrets, Sealed Secrets, Vault Secrets Operator and 1Password.
 */
const secretNames: Readonly<Record<string, readonly string[]>> = {
  'cert-manager.io/Certificate': ['spec', 'secretName'],
  'external-secrets.io/ExternalSecret': ['spec', 'target', 'name'],
  'bitnami.com/SealedSecret': ['spec', 'template', 'metadata', 'name'],
  'secrets.hashicorp.com/VaultStaticSecret': ['spec', 'destination', 'name'],
  'secrets.hashicorp.com/VaultDynamicSecret': ['spec', 'destination', 'name'],
  'secrets.hashicorp.com/VaultPKISecret': ['spec', 'destination', 'name'],
  'onepassword.com/OnePasswordItem': ['metadata', 'name'],
};

const makers = new Map<string, Maker>([
  [
    'flagger.app/Canary',
    (resource, find) => {
      const spec = kinds.Canary.shape(resource.body)?.spec ?? {};
      return isLive(resource) ? targetPods(spec, find) : flaggerResources(spec, find);
    },
  ],
  ...Object.entries(secretNames).map(([id, path]): [string, Maker] => [
    id,
    (resource) => {
      const name = textAt(resource.body, ...path) || resource.name;
      return isLive(resource) ? [] : [{ apiVersion: 'v1', kind: 'Secret', metadata: { name } }];
    },
  ]),
]);

/** Of what a cluster holds, its controllers have made what there is to make. */
const isLive = ({ document }: Resource): boolean => document.file.isLive === true;

/**
 * The resources that controllers of a cluster make of those in files: Flagger of a Canary, cert-manager and others of what
 * names a Secret. They are `assumed`: others may refer to them, and no finding points at them. To come before those read,
 * which replace them.
 */
export function impliedResources(resources: readonly Resource[]): Resource[] {
  const implied: Resource[] = [];
  let find: ((beside: Resource) => FindBeside) | undefined;
  for (const resource of resources) {
    const make = makers.get(resource.type.id);
    if (make === undefined) continue;
    find ??= finder(resources);
    const { namespace, cluster, document } = resource;
    const options = { assumed: true, ...(cluster !== undefined && { cluster }) };
    for (const object of make(resource, find(resource))) {
      const metadata = { ...(object.metadata as JsonObject), namespace };
      implied.push(new Resource<JsonObject>({ ...object, metadata }, document, options));
    }
  }
  return implied;
}

/** Looks resources up by kind, place and name; of two the later counts. */
function finder(resources: readonly Resource[]): (beside: Resource) => FindBeside {
  const keyOf = (id: string, name: string, { namespace, cluster }: Resource) =>
    [id, placeKey(namespace, cluster), name].join('\0');
  const known = new Map<string, Resource>();
  for (const resource of resources) known.set(keyOf(resource.type.id, resource.name, resource), resource);
  return (beside) => (id, name) => known.get(keyOf(id, name, beside));
}
