import { boolean, list, object, string } from '../shape.ts';
import { policyTarget } from './meta.ts';

const providers = list(object({ name: string }));

export const telemetry = object({
  spec: object({
    ...policyTarget,
    tracing: list(object({ providers })),
    metrics: list(object({ providers })),
    accessLogging: list(object({ providers, disabled: boolean })),
  }),
});

/** Telemetry's neighbour in `extensions.istio.io`. */
export const wasmPlugin = object({ spec: object({ ...policyTarget, url: string }) });
