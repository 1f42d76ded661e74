import { takesInbound } from './capture.ts';
import type { DecidedMode, Mode } from './peer-authentication.ts';
import type { Workload } from './workloads.ts';

/** What a port takes, whatever policies say. */
export interface EffectiveMode {
  /** What really holds: without a sidecar DISABLE. */
  readonly mode: Mode;
  /** The field that decides; undefined where a default does, or no policy can. */
  readonly decidedBy: DecidedMode['decidedBy'];
  /** Why the mode is not what the policy says, where it is not. */
  readonly note: string | undefined;
}

/**
 * What the data plane makes of a mode.
 *
 * @param port undefined for all that have no setting of their own
 */
export function effectiveMode(
  { membership: { dataPlane, because }, annotations }: Pick<Workload, 'membership' | 'annotations'>,
  port: number | undefined,
  { mode, decidedBy }: DecidedMode,
): EffectiveMode {
  if (dataPlane === 'none') {
    const wanted = decidedBy !== undefined && mode !== 'DISABLE' ? `, so that ${mode} does not hold` : '';
    return { mode: 'DISABLE', decidedBy, note: `no sidecar${wanted}: ${because}` };
  }
  if (dataPlane === 'sidecar' && port !== undefined && !takesInbound(annotations, port)) {
    return { mode: 'DISABLE', decidedBy, note: `annotations keep port ${port} from the sidecar` };
  }
  if (dataPlane === 'ambient' && mode === 'DISABLE') {
    return { mode: 'PERMISSIVE', decidedBy, note: 'ztunnel does not know DISABLE' };
  }
  return { mode, decidedBy, note: undefined };
}
