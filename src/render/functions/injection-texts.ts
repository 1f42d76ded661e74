import { isObject, type Json } from '../../resources/json.ts';

/** A list of ports, with one more unless it is there, or none (`0`). */
export function excludePort(port: string, excluded: string): string {
  const added = port.trim();
  const ports = excluded.split(',');
  if (added === '' || added === '0' || ports.includes(added)) return excluded;
  return [...ports.map((one) => one.trim()).filter((one) => one !== ''), added].join(',');
}

/** The version in an image's reference: its tag, its digest, or both (`1.2@sha256:…`). */
export function imageVersion(image: string): string {
  const [, name, digest = ''] = /^([^@]*)(?:@(.*))?$/s.exec(image)!;
  const tag = /:([^:/]*)$/.exec(name!)?.[1] ?? '';
  return tag !== '' && digest !== '' ? `${tag}@${digest}` : tag || digest;
}

function parsedList(text: string): readonly Json[] | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return Array.isArray(value) && value.every((one) => one === null || isObject(one)) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The annotation k8s.v1.cni.cncf.io/networks with one more network, `namespace/name`, unless it is there. The annotation is
 * a list of names, or JSON; what is no good JSON stays as it is.
 */
export function withNetwork(networks: string, network: string): string {
  if (networks === '') return network;
  const end = networks.lastIndexOf(']');
  if (end < 0) {
    const isThere = networks.split(',').some((one) => one.trim() === network);
    return isThere ? networks : `${networks}, ${network}`;
  }
  const list = parsedList(networks);
  if (list === undefined) return networks;
  const parts = network.split('/');
  const [namespace, name] = parts.length === 1 ? ['', network] : [parts[0]!, parts[1]!];
  const isThere = list.some((one) => isObject(one) && one.name === name && (one.namespace ?? '') === namespace);
  if (isThere) return networks;
  const added = namespace === '' ? `{"name": "${name}"}` : `{"name": "${name}", "namespace": "${namespace}"}`;
  return `${networks.slice(0, end)}, ${added}${networks.slice(end)}`;
}
