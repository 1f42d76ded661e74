import { type MtlsOptions, type MtlsReport, mtlsReport } from '../proxy/mtls/report.ts';
import { impliedResources } from '../resources/implied-resources.ts';
import { Mesh } from '../resources/mesh.ts';
import type { MeshConfig } from '../resources/mesh-config.ts';
import type { Resource } from '../resources/resource.ts';

export interface MtlsQuestion extends MtlsOptions {
  /** Default: Istio's. */
  readonly config?: MeshConfig;
}

/** `mtls` of the library. */
export function mtls(resources: readonly Resource[], { config, ...options }: MtlsQuestion): MtlsReport {
  return mtlsReport(
    new Mesh([...impliedResources(resources), ...resources], { impliedPods: true, ...(config && { config }) }),
    options,
  );
}
