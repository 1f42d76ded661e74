import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Sandbox } from '../support/run.ts';

const route = (host: string): string => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec: { hosts: [web], http: [{ route: [{ destination: { host: ${host} } }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: catalog, namespace: shop }
spec: { ports: [{ name: http, port: 80 }] }
`;

/** Watches, and does one thing after the other as soon as something matches what has been said since the last. */
async function watch(box: Sandbox, args: readonly string[], steps: readonly (readonly [RegExp, () => void])[]) {
  return box.start(['analyze', '--use-kube=false', '--watch', ...args], (child) => {
    let heard = '';
    let next = 0;
    const hear = (part: Buffer): void => {
      heard += part.toString();
      const step = steps[next];
      if (step === undefined) child.kill('SIGKILL');
      else if (step[0].test(heard)) {
        heard = '';
        next++;
        if (next === steps.length) child.kill('SIGINT');
        else step[1]();
      }
    };
    child.stdout!.on('data', hear);
    child.stderr!.on('data', hear);
  });
}

it('tells what a change of files makes better or worse, until it is interrupted', async () => {
  const box = new Sandbox({ 'k8s/web.yaml': route('nowhere') });
  const put = (name: string, text: string) => () => writeFileSync(join(box.folder, name), text);
  const ended = await watch(
    box,
    ['k8s'],
    [
      [/Waiting for changes/, put('k8s/web.yaml', route('catalog'))],
      [/0 new, 1 gone, none left\n/, put('k8s/new.yaml', route('elsewhere').replaceAll('name: web', 'name: new'))],
      [/new, 0 gone/, put('k8s/new.yaml', 'a: [\n')],
      [/new\.yaml:\d[\s\S]*none left\n/, put('k8s/new.yaml', route('elsewhere').replaceAll('name: web', 'name: new'))],
      [/new, 0 gone/, () => {}],
    ],
  );
  expect(ended.status).toBe(79);
  expect(ended.stdout).toMatch(/^Error IST0101 VirtualService shop\/web\n/);
  expect(ended.stdout).toContain('gone: Error IST0101 VirtualService shop/web');
  expect(ended.stdout).toContain('Error IST0101 VirtualService shop/new\n');
}, 30_000);

it('tells changes as JSON, and ends with what the last analysis said', async () => {
  const box = new Sandbox({ 'web.yaml': route('catalog') });
  const ended = await watch(
    box,
    ['-o', 'json', '-o', 'sarif=out.sarif', 'web.yaml'],
    [
      [/Waiting for changes/, () => writeFileSync(join(box.folder, 'web.yaml'), route('nowhere'))],
      [/"change":"new"/, () => {}],
    ],
  );
  expect(ended.status).toBe(79);
  expect(JSON.parse(ended.stdout.trim())).toMatchObject({ change: 'new', code: 'IST0101' });
}, 30_000);

it.each([
  [['-o', 'sarif', '.'], 'give sarif a file, as in -o sarif=FILE'],
  [['-'], 'standard input cannot'],
  [[], 'nothing to analyze'],
  [['nowhere'], 'nowhere'],
])('refuses %j', (args, why) => {
  const ended = new Sandbox({ 'a.yaml': '' }).run(['analyze', '--watch', ...args]);
  expect(ended.stdout).toBe('');
  expect([64, 65]).toContain(ended.status);
  expect(ended.stderr).toContain(why);
});
