import { isIP } from 'node:net';
import { type MeshwrightError, UsageError } from '../../base/errors.ts';
import { ExitCode } from '../../base/exit-code.ts';
import type { CallOptions, KubeApi } from '../../kube/api.ts';
import { type ForwardTarget, forwardLocally } from '../../kube/local-forward.ts';
import { formatJson } from '../../output/findings/findings-json.ts';
import { visible } from '../../output/text/visible.ts';
import { openCluster } from '../cluster.ts';
import type { DashboardFlags } from '../flags/dashboard-flags.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import type { Io } from '../io.ts';
import { openBrowser } from '../terminal/open-browser.ts';

/** A web page that a Pod serves. */
export interface Dashboard {
  /** The Pod that serves it now, and its port. */
  find(api: KubeApi, options: CallOptions): Promise<ForwardTarget>;
  /** Where on the Pod's port: `/kiali`. */
  readonly path: string;
}

/**
 * Forwards a port of this machine to a dashboard, prints its URL, opens it in a browser where that is wanted, and goes on until
 * the user interrupts it.
 *
 * @throws UsageError for an address that is none; KubeError where there is no Pod that serves it
 */
export async function showDashboard(
  io: Io,
  flags: DashboardFlags & GlobalOptions,
  { find, path }: Dashboard,
): Promise<ExitCode> {
  const { address, port: wanted, browser, output } = flags;
  if (address !== 'localhost' && isIP(address) === 0) {
    throw new UsageError(`--address takes an IP address or localhost, not "${address}"`);
  }
  const signal = io.interruption();
  const api = await openCluster(io, flags);
  try {
    const forward = await forwardLocally(api, (options) => find(api, options), {
      address,
      port: wanted,
      signal,
      moved: ({ namespace, name }) => io.note(`note: the pod was replaced: connections go to ${namespace}/${name}`),
      failed: tellOnce(io),
    });
    const { port, target } = forward;
    const url = `http://${urlHost(address)}:${port}${path}`;
    if (!isLoopback(address)) io.note(`warning: whoever reaches this machine at ${address} can use it`);
    if (!wanted && port !== target.port) {
      io.note(`note: port ${target.port} of this machine is taken: ${port} stands in for it`);
    }
    const { namespace, name } = target.pod;
    const record = { url, address, port, pod: { namespace, name, port: target.port } };
    await io.write(output === 'json' ? formatJson(record) : `${url}\n`);
    if (browser) openBrowser(io, url);
    if (io.stderrIsTerminal) io.note('Ctrl-C ends it.');
    await aborted(signal);
    await forward.close();
    return ExitCode.ok;
  } finally {
    api.close();
  }
}

/** Notes failures of connections; one that comes again and again, as a page reloads itself, once. */
function tellOnce(io: Io): (error: MeshwrightError) => void {
  let last = '';
  return ({ message }) => {
    if (message !== last) io.note(visible(`warning: ${message}`));
    last = message;
  };
}

const isLoopback = (address: string): boolean => address === 'localhost' || /^127\.|^::1$/.test(address);

/** A host that a browser on this machine can ask. */
function urlHost(address: string): string {
  if (address === '0.0.0.0' || address === '::') return 'localhost';
  return isIP(address) === 6 ? `[${address}]` : address;
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve());
  });
