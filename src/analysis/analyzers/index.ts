import type { Analyzer } from '../analyzer.ts';
import virtualServiceGateways from './virtualservice-gateways.ts';

/** Every analyzer, in the order of istioctl's list. */
export const analyzers: readonly Analyzer[] = [virtualServiceGateways];
