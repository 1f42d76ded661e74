import { expect, it } from 'vitest';
import { Sandbox } from '../support/run.ts';
import { runMain } from '../support/run-main.ts';
import { busyServer } from '../support/unreachable.ts';

it.each([
  ['version'],
  ['remote-clusters'],
  ['tag list'],
  ['bug-report --dry-run'],
  ['proxy-config cluster web'],
  ['experimental precheck'],
  ['experimental describe pod web'],
  ['experimental check-route http://web --client shop/web'],
])(
  '%s asks a server that stays busy for as long as --kubeclient-timeout has it, and not for half a minute',
  async (line) => {
    const { folder } = new Sandbox({ config: await busyServer() });
    const args = [...line.split(' '), '-c', 'config', '--kubeclient-timeout', '200ms'];
    const { stderr } = await runMain(args, { cwd: folder });
    expect(stderr).toMatch(/the server failed \(503.*tried \d+ times in/);
  },
);
