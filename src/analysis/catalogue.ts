import type { MessageType } from './message.ts';
import * as annotations from './messages/annotations.ts';
import * as conditions from './messages/conditions.ts';
import * as deprecation from './messages/deprecation.ts';
import * as destinationrule from './messages/destinationrule.ts';
import * as envoyfilter from './messages/envoyfilter.ts';
import * as gateway from './messages/gateway.ts';
import * as gatewayApi from './messages/gateway-api.ts';
import * as injection from './messages/injection.ts';
import * as input from './messages/input.ts';
import * as multicluster from './messages/multicluster.ts';
import * as policy from './messages/policy.ts';
import * as precheck from './messages/precheck.ts';
import * as references from './messages/references.ts';
import * as schema from './messages/schema.ts';
import * as serviceentry from './messages/serviceentry.ts';
import * as sidecar from './messages/sidecar.ts';
import * as telemetry from './messages/telemetry.ts';
import * as virtualservice from './messages/virtualservice.ts';
import * as webhook from './messages/webhook.ts';
import * as workload from './messages/workload.ts';

const topics = [
  annotations,
  conditions,
  deprecation,
  destinationrule,
  envoyfilter,
  gateway,
  gatewayApi,
  injection,
  input,
  multicluster,
  policy,
  precheck,
  references,
  schema,
  serviceentry,
  sidecar,
  telemetry,
  virtualservice,
  webhook,
  workload,
];

/** Every message there is, by code. */
export const catalogue: readonly MessageType[] = topics
  .flatMap((topic): MessageType[] => Object.values(topic))
  .sort((a, b) => (a.code < b.code ? -1 : 1));
