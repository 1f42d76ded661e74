import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { installProgress, lineProgress } from '../../../src/cli/installation/install-progress.ts';
import type { Io } from '../../../src/cli/io.ts';
import { progressTerminal } from '../../../src/cli/terminal/manners.ts';
import type { InstallEvent } from '../../../src/install/apply/events.ts';

const unready = {
  ...{ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'istio-system', name: 'istiod' },
  progress: '0 of 1 replicas are available',
};
const pod = { apiVersion: 'v1', kind: 'Pod', namespace: 'istio-system', name: 'istiod-x' };
const events: readonly InstallEvent[] = [
  { type: 'componentStarted', at: 0, component: 'pilot', objects: 2 },
  { type: 'object', at: 1, component: 'pilot', action: 'created', ...pod },
  { type: 'blocked', at: 2, component: 'ingressGateways', by: ['pilot'] },
  {
    ...{ type: 'waiting', at: 2, component: 'pilot' },
    unready: [
      {
        ...unready,
        problems: [{ object: pod, category: 'image', reason: 'ImagePullBackOff', message: 'no \u001b[31msuch image' }],
      },
      { ...unready, name: 'other', problems: [] },
    ],
  },
  { type: 'warning', at: 3, message: 'no \u001b[31mred' },
  { type: 'object', at: 4, component: 'pilot', action: 'pruned', ...pod },
  { type: 'componentReady', at: 5, component: 'pilot' },
  { type: 'componentFailed', at: 6, component: 'cni', message: 'refused\nat length' },
];

const io = (terminal?: NodeJS.WriteStream, env = {}) => {
  const written: string[] = [];
  const noted: string[] = [];
  const given = {
    ...{ terminal: progressTerminal({ terminal, env }, {}), look: { color: true } },
    write: async (text: string) => void written.push(text),
    note: (text: string) => void noted.push(text),
  };
  return { io: given as unknown as Io, written, noted };
};

it('tells lines where nobody watches', async () => {
  const { io: given, noted, written } = io();
  const progress = await installProgress(given, 'text');
  for (const event of events) progress.tell(event);
  await progress.end();
  expect(written).toEqual([]);
  expect(noted).toEqual([
    'istiod: 2 objects',
    'istiod: waiting for Deployment istio-system/istiod (0 of 1 replicas are available: ImagePullBackOff) and 1 more',
    'warning: no \\x1b[31mred',
    'removed Pod istio-system/istiod-x',
    '✔ istiod',
    '✘ CNI plugin: refused',
  ]);
});

it('writes every event as a line of JSON, in order, before it ends', async () => {
  const { io: given, noted, written } = io();
  const progress = await installProgress(given, 'json');
  for (const event of events) progress.tell(event);
  await progress.end();
  expect(noted).toEqual([]);
  expect(written.map((line) => JSON.parse(line))).toEqual(events);
  expect(written.join('')).not.toContain('\u001b');
  expect(written.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
});

const fakeTerminal = (columns: number) => {
  const stream = new PassThrough();
  const terminal = Object.assign(stream, {
    ...{ columns, rows: 40, isTTY: true, clearLine: () => true, cursorTo: () => true, moveCursor: () => true },
  });
  return terminal as unknown as NodeJS.WriteStream & PassThrough;
};

it('draws on a terminal what is under way, and leaves what is done', async () => {
  const terminal = fakeTerminal(80);
  const { io: given, noted } = io(terminal);
  const progress = await installProgress(given, 'text');
  for (const event of events) progress.tell(event);
  await progress.end();
  const text = String(terminal.read());
  expect(noted).toEqual([]);
  for (const line of ['✔ istiod\n', '✘ CNI plugin: refused\n', 'Ingress gateways: waiting for istiod'])
    expect(text).toContain(line);
  expect(text).not.toContain('undefined');
});

it.each<[string, number, Record<string, string>]>([
  ['has no width', 0, {}],
  ['is dumb', 80, { TERM: 'dumb' }],
])('draws nothing on a terminal that %s', async (_, columns, env) => {
  const terminal = fakeTerminal(columns);
  const { io: given, noted } = io(terminal, env);
  const progress = await installProgress(given, 'text');
  for (const event of events) progress.tell(event);
  await progress.end();
  expect(terminal.read()).toBeNull();
  expect(noted.length).toBeGreaterThan(3);
});

it('passes over what has no line', () => {
  const { io: given, noted } = io();
  const progress = lineProgress<number>(given, (n) => (n % 2 === 0 ? `${n}` : undefined));
  for (const n of [1, 2, 3, 4]) progress.tell(n);
  expect(noted).toEqual(['2', '4']);
});
