import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { InterruptedError, MeshwrightError, UsageError } from '../../src/base/errors.ts';
import { type CollectOptions, collect } from '../../src/bug-report/collect.ts';
import { type ReportItem, type ReportSource, single } from '../../src/bug-report/item.ts';
import { ReportFolder } from '../../src/bug-report/report-folder.ts';
import { type ReportLimits, usualLimits } from '../../src/bug-report/settings.ts';

let work: string;
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'meshwright-collect-'));
  work = join(folder, 'work');
  return () => rmSync(folder, { recursive: true, force: true });
});

const item = (
  path: string,
  text: string | (() => AsyncIterable<string>),
  more: Partial<ReportItem> = {},
): ReportItem => ({
  path,
  what: path,
  read:
    typeof text === 'string'
      ? async function* () {
          yield text;
        }
      : text,
  ...more,
});
const run = (
  items: readonly (ReportItem | ReportSource)[],
  options: Partial<Omit<CollectOptions, 'limits'>> & { limits?: Partial<ReportLimits> } = {},
  folder = new ReportFolder(work, 'same'),
) =>
  collect(
    items.map((one) => ('items' in one ? one : single(one))),
    folder,
    {
      fullSecrets: false,
      signal: new AbortController().signal,
      ...options,
      limits: { ...usualLimits, ...options.limits },
    },
    () => {},
  );
const text = (path: string) => readFileSync(join(work, 'bug-report', path), 'utf8');
const failing = (error: Error) =>
  async function* () {
    yield 'half';
    throw error;
  };

describe('collect', () => {
  it('keeps a file whose name Windows would refuse under another, and archives it under its own', async () => {
    const folder = new ReportFolder(work, 'same');
    const { files } = await run([item('proxies/shop/cart/clusters?format=json', '{}')], {}, folder);
    expect(readdirSync(join(work, 'bug-report/proxies/shop/cart'))).toEqual(['clusters_format=json']);
    expect(folder.archived(files).map(({ path }) => path)).toEqual([
      'bug-report/proxies/shop/cart/clusters?format=json',
    ]);
    expect(new ReportFolder(work, 'same').done.size).toBe(1);
  });

  it('writes files without their secrets, and tells what is missing', async () => {
    const { files, missing, stopped } = await run([
      item('b/log', 'password=hunter2\n'),
      item('a', failing(new MeshwrightError('no answer'))),
      item('c', failing(new TypeError('x is not a function'))),
    ]);
    expect(files).toEqual([{ path: 'b/log', what: 'b/log', bytes: 20 }]);
    expect(text('b/log')).toBe('password=[redacted]\n');
    expect(missing).toEqual([
      { path: 'a', what: 'a', reason: 'no answer' },
      { path: 'c', what: 'c', reason: 'a defect of meshwright: TypeError: x is not a function' },
    ]);
    expect(stopped).toBeUndefined();
    expect(readdirSync(join(work, 'bug-report'), { recursive: true }).sort()).toEqual(['b', 'b/log']);
  });

  it('leaves secrets where they are asked for', async () => {
    await run([item('a', 'password=hunter2\n')], { fullSecrets: true });
    expect(text('a')).toBe('password=hunter2\n');
  });

  it('cuts what is too long, at its end or at its start', async () => {
    const lines = async function* () {
      for (let i = 0; i < 1000; i++) yield `line ${i}\n`;
    };
    const { files } = await run(
      [
        item('a', lines),
        item('b', lines, { keeps: 'end' }),
        item('c', 'ä'.repeat(600)),
        item('d', 'x'.repeat(3000), { keeps: 'end' }),
      ],
      {
        limits: { fileSize: 1025 },
      },
    );
    expect(files).toMatchObject([
      { bytes: 1025, missing: 'end' },
      { missing: 'start' },
      { bytes: 1024, missing: 'end' },
      { missing: 'start' },
    ]);
    expect(text('a')).toMatch(/^line 0\n/);
    expect(text('b')).toMatch(/^line \d+\n(?:line \d+\n)*line 999\n$/);
    for (const { path, bytes } of files) {
      expect(bytes).toBeLessThanOrEqual(1025);
      expect(Buffer.byteLength(text(path))).toBe(bytes);
    }
    expect(files[1]!.bytes).toBeGreaterThan(512);
    expect(text('c')).toBe('ä'.repeat(512));
  });

  it('lets give way what counts least', async () => {
    const x = 'x'.repeat(1000);
    const log = (path: string, importance: number) => item(path, x, { importanceNow: () => importance });
    const { files, missing } = await run([log('quiet', 0), item('cluster', x), log('loud', 100), log('louder', 200)], {
      limits: { totalSize: 3000, concurrency: 1 },
    });
    expect(files.map(({ path }) => path)).toEqual(['cluster', 'loud', 'louder']);
    expect(missing).toMatchObject([
      { path: 'quiet', reason: 'the report would be larger than 3000 bytes, and others count more' },
    ]);
    expect(existsSync(join(work, 'bug-report/quiet'))).toBe(false);
  });

  it('keeps to the limit of the whole even where nothing may give way', async () => {
    const { files } = await run([item('a', 'x'.repeat(2000)), item('b', 'x'.repeat(2000))], {
      limits: { totalSize: 3000, concurrency: 1 },
    });
    expect(files.map(({ path }) => path)).toEqual(['a']);
  });

  it('does not try the rest of a source that is beyond hope', async () => {
    let tries = 0;
    const refused = (path: string) =>
      item(path, async function* () {
        tries++;
        yield '';
        throw new MeshwrightError('refused');
      });
    const { missing } = await run([{ items: [refused('a'), refused('b')], isHopeless: () => true }]);
    expect(missing.map(({ reason }) => reason)).toEqual(['refused', 'refused']);
    expect(tries).toBe(1);
  });

  it('never does more at once than it may', async () => {
    let now = 0;
    let most = 0;
    const items = Array.from({ length: 20 }, (_, i) =>
      item(String(i), async function* () {
        most = Math.max(most, ++now);
        await new Promise((resolve) => setTimeout(resolve, 2));
        now--;
        yield 'x';
      }),
    );
    await run(items, { limits: { concurrency: 3 } });
    expect(most).toBe(3);
  });

  it('gives up what says nothing, and what cannot be stopped', async () => {
    const never = async function* () {
      yield 'first';
      await new Promise(() => {});
    };
    const quiet = await run([item('a', never, { silence: 10 })]);
    expect(quiet.missing).toMatchObject([{ reason: 'nothing came for 0.01 s' }]);
    const controller = new AbortController();
    setTimeout(() => controller.abort(new InterruptedError()), 20);
    const stopped = await run([item('a', never), item('b', 'text')], {
      signal: controller.signal,
      limits: { concurrency: 1 },
    });
    expect(stopped).toMatchObject({
      files: [],
      stopped: 'interrupted',
      missing: [{ path: 'a', reason: 'interrupted' }, { path: 'b' }],
    });
    expect(readdirSync(join(work, 'bug-report'))).toEqual([]);
  });
});

describe('a folder of an interrupted report', () => {
  it('goes on with what is there', async () => {
    await run([item('a', 'first\n'), item('b', failing(new MeshwrightError('no answer'))), item('c', 'first\n')]);
    writeFileSync(join(work, 'bug-report/c'), 'cut');
    const folder = new ReportFolder(work, 'same');
    expect([...folder.done.keys()]).toEqual(['a']);
    const { files, missing } = await run(
      ['a', 'b', 'c'].map((path) => item(path, 'second\n')),
      {},
      folder,
    );
    expect(files.map(({ path }) => path)).toEqual(['a', 'b', 'c']);
    expect(missing).toEqual([]);
    expect(['a', 'b', 'c'].map(text)).toEqual(['first\n', 'second\n', 'second\n']);
  });

  it('goes on where the program was killed in the middle of a line', async () => {
    await run([item('a', 'first\n')]);
    const progress = join(work, 'bug-report.progress');
    writeFileSync(progress, `${readFileSync(progress, 'utf8')}{"path":"b","by`);
    expect([...new ReportFolder(work, 'same').done.keys()]).toEqual(['a']);
  });

  it('refuses another report, and files that are none', async () => {
    await run([item('a', 'first\n')]);
    expect(() => new ReportFolder(work, 'other')).toThrow(UsageError);
    rmSync(join(work, 'bug-report.progress'));
    expect(() => new ReportFolder(work, 'same')).toThrow('holds files that are no unfinished report');
  });

  it('leaves nothing behind but what is somebody else’s', async () => {
    const folder = new ReportFolder(work, 'same');
    await run([item('a/b', 'x')], {}, folder);
    writeFileSync(join(work, 'mine'), '');
    folder.clear();
    expect(readdirSync(work)).toEqual(['mine']);
  });
});
