import type { Resource } from '../resources/resource.ts';

/** True for what belongs to an installation of Istio: its charts and profiles label it so. */
export const isControlPlane = ({ labels }: Pick<Resource, 'labels'>): boolean =>
  labels.istio !== undefined || labels.release === 'istio';
