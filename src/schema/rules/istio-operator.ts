import type { IstioOperatorSpec } from '../compiled/install.istio.io/IstioOperator.js';
import { dnsLabelProblem, isDnsLabel } from '../values/host.ts';
import { quote } from '../values/value.ts';
import { checkGatewayNames, checkPrivilegedPorts, checkReplicas } from './istio-operator/gateways.ts';
import { checkImages } from './istio-operator/images.ts';
import { checkNamespaces } from './istio-operator/namespaces.ts';
import { checkDeprecated, checkEffect, checkRemoved } from './istio-operator/outdated.ts';
import { checkPresets } from './istio-operator/presets.ts';
import { checkRedirection } from './istio-operator/redirection.ts';
import { defineRules, type Field } from './rule.ts';

const lowercaseLabel = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/** Reports revisions that objects cannot be named for; istioctl takes uppercase letters, and anything in `values`. */
function checkRevision({ revision = '', values = {} }: IstioOperatorSpec, field: Field): void {
  const at = field.at('revision');
  if (isDnsLabel(revision)) adviseRevision(revision, at);
  else if (revision !== '') at.check(dnsLabelProblem(revision));
  if (values.revision) adviseRevision(values.revision, field.at('values', 'revision'));
}

function adviseRevision(name: string, field: Field): void {
  if (lowercaseLabel.test(name)) return;
  field.advice(`must be lowercase letters, digits and inner hyphens, as objects are named for it, not ${quote(name)}`);
}

/**
 * What istioctl, its charts and istiod demand of an IstioOperator (istio.io, Installing with istioctl) beyond its schema.
 * It is taken as written: what is not there may come from a profile or another file, and is nobody's fault.
 */
export default defineRules<IstioOperatorSpec>('IstioOperator', {
  'pullable-images': checkImages,
  'known-presets': checkPresets,
  'revision-name': checkRevision,
  'namespace-names': checkNamespaces,
  'gateway-names': checkGatewayNames,
  'unprivileged-ports': checkPrivilegedPorts,
  'replicas-without-autoscaling': checkReplicas,
  'known-redirection'({ values }, field) {
    checkRedirection(values?.global?.proxy ?? {}, field.at('values', 'global', 'proxy'));
  },
  'supported-settings': checkRemoved,
  'current-settings': checkDeprecated,
  'settings-with-effect': checkEffect,
});
