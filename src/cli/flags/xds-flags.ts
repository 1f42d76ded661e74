import type { Command } from 'commander';
import { UsageError } from '../../base/errors.ts';
import { booleanOption, portOption, timeoutOption } from './options.ts';

/** Flags that say how istiod is asked, with istioctl's names. */
export interface XdsFlags {
  readonly xdsAddress?: string;
  readonly xdsPort?: number;
  readonly xdsLabel?: string;
  readonly certDir?: string;
  readonly authority?: string;
  readonly insecure?: boolean;
  readonly plaintext?: boolean;
  readonly revision?: string;
  /** A bug report, in place of running istiods. */
  readonly from?: string;
  /** Milliseconds. */
  readonly timeout: number;
}

/** Declares that a bug report may be read in place of running istiods. */
export const addReportFlag = (command: Command): Command =>
  command.option('--from <report>', 'what istiods said when a bug report was made: a folder or an archive (.tar.gz)');

export const addRevisionFlag = (command: Command): Command =>
  command.option('-r, --revision <name>', 'only the control plane of this revision or tag');

/** istiod's xDS port over TLS (istio.io, Ports used by Istio). */
export const usualXdsPort = 15_012;

export function addXdsFlags(command: Command): void {
  addRevisionFlag(command);
  command.option('--xds-address <host:port>', 'ask the istiod at this address, by xDS');
  command.addOption(portOption('--xds-port <port>', `ask by xDS, at this port (${usualXdsPort} with the flags below)`));
  command.option('--xds-label <selector>', 'labels of istiod’s Pods (default: app=istiod)');
  command.option('--cert-dir <folder>', 'client certificate for xDS: cert-chain.pem, key.pem and root-cert.pem');
  command.option('--authority <name>', 'name that istiod’s certificate must be for, as istiod.istio-system.svc');
  booleanOption(command, '--insecure', 'do not check istiod’s certificate');
  booleanOption(command, '--plaintext', 'xDS without TLS, which istiod serves at port 15010');
  command.addOption(timeoutOption('--timeout <duration>', 'time to wait for answers', '30s'));
}

/** True where the flags ask for xDS; istiod's debug port, which needs no token, is asked otherwise. */
export const wantsXds = ({ xdsAddress, xdsPort, certDir, authority, insecure, plaintext }: XdsFlags): boolean =>
  Boolean(xdsAddress || xdsPort !== undefined || certDir || authority || insecure || plaintext);

/** Throws UsageError for flags that do not go together. */
export function checkXdsFlags(flags: XdsFlags): void {
  if (flags.from !== undefined && (wantsXds(flags) || flags.xdsLabel || flags.revision)) {
    throw new UsageError(
      '--from reads a bug report, in which no istiod is looked for: leave out --revision and flags of xDS',
    );
  }
  for (const [one, other, why] of conflicts) {
    if (flags[one] && flags[other]) throw new UsageError(why);
  }
  const { xdsAddress } = flags;
  if (xdsAddress && !/^(\[[\da-fA-F:]+\]|[^\s:/[\]]+)(:\d{1,5})?$/.test(xdsAddress)) {
    throw new UsageError(`--xds-address takes host:port, as istiod.example.com:15012, not "${xdsAddress}"`);
  }
}

/** `host:port` of an istiod; an address without a port has the one of --xds-port. */
export const xdsAuthority = (address: string, { xdsPort = usualXdsPort }: XdsFlags): string =>
  /:\d+$/.test(address) ? address : `${address}:${xdsPort}`;

const conflicts: readonly (readonly [keyof XdsFlags, keyof XdsFlags, string])[] = [
  ['xdsAddress', 'xdsLabel', '--xds-address names an istiod, and --xds-label looks for some: give one of them'],
  [
    'xdsAddress',
    'revision',
    '--xds-address names an istiod, and --revision chooses among those of a cluster: give one of them',
  ],
  ['plaintext', 'certDir', '--plaintext uses no certificates: give it or --cert-dir'],
];
