import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../src/resources/json.ts';
import { builtPrograms } from './built-programs.ts';
import { Program } from './program.ts';
import { until } from './until.ts';

/** A real Envoy on this machine. */
export interface RunningEnvoy {
  /** Where its admin interface listens on 127.0.0.1. */
  readonly adminPort: number;
  stop(): Promise<void>;
}

/**
 * Starts Envoy with a bootstrap configuration (envoy.config.bootstrap.v3.Bootstrap as JSON), whose `admin` and `node` need not
 * be said, and waits until its admin interface answers: about half a second.
 *
 * @param adminPort a free one by default; that of an Envoy before it to stand in for its restart
 */
export async function startEnvoy(bootstrap: JsonObject = {}, adminPort = 0): Promise<RunningEnvoy> {
  const [program] = builtPrograms('envoy');
  const folder = mkdtempSync(join(tmpdir(), 'meshwright-envoy-'));
  const admin = { address: { socket_address: { address: '127.0.0.1', port_value: adminPort } } };
  const node = { id: 'sidecar~127.0.0.1~test.default~default.svc.cluster.local', cluster: 'test.default' };
  writeFileSync(join(folder, 'bootstrap.json'), JSON.stringify({ node, admin, ...bootstrap }));
  const addressFile = join(folder, 'admin-address');
  const flags = [
    ...['--config-path', 'bootstrap.json', '--admin-address-path', addressFile],
    ...['--concurrency', '1', '--disable-hot-restart', '--log-level', 'warning'],
  ];
  const envoy = new Program(program!, flags, folder);
  const stop = async (): Promise<void> => {
    await envoy.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const port = await until(30, 'Envoy is ready', async () => {
      if (envoy.hasEnded) throw new Error('Envoy has ended');
      const address = existsSync(addressFile) ? readFileSync(addressFile, 'utf8') : '';
      const port = Number(/:(\d+)\s*$/.exec(address)?.[1]);
      const answer = port > 0 ? await fetch(`http://127.0.0.1:${port}/ready`).catch(() => undefined) : undefined;
      return answer?.ok ? port : undefined;
    });
    return { adminPort: port, stop };
  } catch (error) {
    const why = `${(error as Error).message}\n${envoy.lastWords()}`;
    await stop();
    throw new Error(why);
  }
}
