import { createHash } from 'node:crypto';
import { textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import type { FieldChange } from '../compare/fields.ts';
import { mapInData } from '../compare/manifests.ts';
import { mapAt } from '../settings/merge.ts';

/**
 * The SHA-256 of each injection template of Istio 1.30.3's own chart, without spaces around it. They are no values' texts but
 * files, so every installation of istioctl or Helm has the same ones. Ours are written anew, and give the same Pods.
 */
const digests: Readonly<Record<string, string>> = {
  sidecar: 'cfc0c59c4773a8c91c198ee22df1ea444c9ab8cc6098044ef1191578360430bf',
  gateway: '2a16758adf6098915f0b667eaa11449fd8088cbe2969acce1a8347825da2c72b',
  'grpc-simple': 'd06a1a954ca7bc861bc988215a60347b9a40d2e4d92f6a0c3d4c146681c39f4e',
  'grpc-agent': '10eabd7b8728449fc665c83d858fe583eca40f30aa17751b0f1c58aaf041092c',
  waypoint: 'a7fcb39fb82d14ff7b45bd140258815bbef49e8f5a7232d271e9c62211a1af8b',
  'kube-gateway': '305a87a69d7f0f57090ba6c79a5545eea34a739b967f8817e2cac7bd27081628',
  agentgateway: '3488002be542673b659f58d2791ce5022a69dc476b4c6ab8b05150a62c66e58a',
};

/**
 * True where an injector's ConfigMap has Istio's own template in place of ours: no difference, as both inject the same.
 *
 * @param wanted the ConfigMap: a template that its values give is the user's, and must be there word for word
 */
export function isIstiosTemplate({ steps, before }: FieldChange, wanted: JsonObject, known = digests): boolean {
  const [data, key, templates, name] = steps;
  if (data !== 'data' || key !== 'config' || templates !== 'templates' || typeof name !== 'string') return false;
  if (steps.length > 4 || typeof before !== 'string' || Object.hasOwn(usersTemplates(wanted), name)) return false;
  return Object.hasOwn(known, name) && known[name] === createHash('sha256').update(before.trim()).digest('hex');
}

function usersTemplates(wanted: JsonObject): JsonObject {
  const values = mapInData(textAt(wanted, 'data', 'values'), ['data', 'values']);
  return mapAt(values, 'sidecarInjectorWebhook', 'templates');
}
