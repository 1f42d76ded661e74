import { allObjects, generate } from '../install/generate.ts';
import type { JsonObject } from '../resources/json.ts';
import { type InstallationOptions, installation } from './installation.ts';

export interface ManifestOptions extends InstallationOptions {
  /** Charts are rendered for it. Default: the oldest that Istio supports. */
  readonly kubernetesVersion?: string;
}

export interface Manifest {
  /** In the order of application. */
  readonly objects: readonly JsonObject[];
  readonly warnings: readonly string[];
}

/** `generateManifest` of the library. */
export async function generateManifest({ kubernetesVersion, ...options }: ManifestOptions): Promise<Manifest> {
  const asked = installation(options);
  const generated = await generate({ ...asked, kubernetesVersion: kubernetesVersion ?? asked.kubernetesVersion });
  return { objects: allObjects(generated), warnings: generated.warnings };
}
