import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { commandPages } from '../../scripts/command-pages.js';
import { ExitCode } from '../../src/base/exit-code.ts';
import { allCommandFacts, globalFlags } from '../../src/cli/command-facts.ts';
import { commandNamed } from '../../src/cli/command-table.ts';
import type { Io } from '../../src/cli/io.ts';
import { commandLinesOf, fencesOf } from '../support/markdown.ts';
import { root } from '../support/run.ts';
import { runMain } from '../support/run-main.ts';
import { type Files, sampleFiles } from '../support/sample-files.ts';
import { writeFiles } from '../support/write-files.ts';

/** What stands for words that a reader is to replace. */
const standIns: Readonly<Record<string, string>> = {
  'examples/shop': 'k8s',
  'new/*.yaml': 'new/cart.yaml',
  COMMAND: 'analyze',
  'POD.NAMESPACE': 'cart-1.shop',
  'POD-A': 'cart-1.shop',
  'POD-B': 'cart-2.shop',
  A: 'shop/web',
  B: 'shop/reviews',
  CLUSTER: 'outbound|80||cart.shop.svc.cluster.local',
  'yesterday.json': 'dump.json',
  '<kind>': 'Gateway',
  'report.tar.gz': 'bug-report.tar.gz',
  'cart-7d9f.shop': 'cart-1.shop',
  'reviews-v1-6b8f.shop': 'cart-1.shop',
  '/var/tmp/report': 'report',
};

/** Commands that ask no cluster unless a flag says so. */
const offlineCommands =
  /^(validate|explain|schema|manifest (generate|translate|diff)|profile .*|images list|waypoint generate|kube-(un)?inject|experimental (config .*|workload group create)|completion .*|bug-report version)$/;
/** Commands that ask none where they are given files. */
const readers =
  /^(mtls|(proxy|ztunnel)-config .*|(experimental )?(authz check|proxy-status|internal-debug)|remote-clusters|version|experimental (check-inject|injector list|describe .*|check-(route|access)|envoy-stats))$/;
/** Whether a command line has to do without a cluster, may, or cannot: of most commands, that they do or say why not is enough. */
function expected(words: readonly string[]): 'success' | 'either' | 'no cluster' {
  const name = commandIn(words) ?? '';
  if (words[0] === 'help') return 'success';
  if (words.some((word) => /^(-k|--use-kube|--cluster-specific|--context)$/.test(word))) return 'no cluster';
  if (offlineCommands.test(name) || words.some((word) => /^(--use-kube|-k|--remote)=false$/.test(word)))
    return 'success';
  return readers.test(name) && words.some((word) => /^(-f|--from)$/.test(word)) ? 'success' : 'either';
}

/** The lines to type of a page: blocks of shell, and what tables have between backquotes. */
function linesOf(page: string): string[] {
  const rows = page.match(/^\|.*/gm) ?? [];
  const blocks = fencesOf(page).filter(({ language }) => language === 'sh' || language === 'yaml');
  return [
    ...blocks.flatMap(({ text }) => text.replace(/\\\n\s*/g, ' ').split('\n')),
    ...rows.flatMap((row) => [...row.matchAll(/`(meshwright [a-z][^`]*)`/g)].map(([, line]) => line!)),
  ].filter((line) => !line.trimStart().startsWith('# ') && commandLinesOf(line).length > 0);
}

/** The command that the first words name. */
const commandIn = (words: readonly string[]): string | undefined =>
  [4, 3, 2, 1].map((count) => commandNamed(words.slice(0, count).join(' '))).find((name) => name !== undefined);

/**
 * Follows a line as a shell would: pipes and files in which output is kept. Other programs are not there: each reads all, and
 * those before a pipe print the manifest of a workload.
 */
async function follow(line: string, cwd: string, files: Files): Promise<void> {
  let piped: string | Uint8Array = '';
  for (const part of line.split(' | ')) {
    const [typed] = commandLinesOf(part);
    if (typed === undefined) {
      piped = files['cart.yaml']!;
      continue;
    }
    const words = typed.map((word) => standIns[word] ?? word);
    const ended = await runMain(words, {
      ...{ cwd, stdin: piped, answer: 'y' },
      interruptsAfterOutput: words.includes('--watch'),
    });
    const shown = `${line}\n${ended.exitCode} ${ended.stderr.slice(0, 500)}`;
    const succeeded = words.includes('--watch')
      ? ended.stdout !== ''
      : ended.exitCode === ExitCode.ok || ended.exitCode === ExitCode.findings;
    const toldOfNoCluster = !succeeded && ended.stdout === '' && /there is no kubeconfig/.test(ended.stderr);
    const outcome = succeeded ? 'success' : toldOfNoCluster ? 'no cluster' : 'failure';
    const wanted = expected(words);
    expect(wanted === 'either' ? ['success', 'no cluster'] : [wanted], shown).toContain(outcome);
    piped = ended.stdout;
    const [, file] = / >>? ([\w./-]+)$/.exec(part.replace(/ +#.*/, '')) ?? [];
    if (file !== undefined) writeFiles(cwd, { [file]: ended.stdout });
  }
}

const folder = join(root, 'docs');
const written = [
  'README.md',
  ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `docs/${name}`),
]
  .filter((name) => name.endsWith('.md') && !/^docs\/(commands|decisions)\//.test(name))
  .map((name) => ({ name, lines: linesOf(readFileSync(join(root, name), 'utf8')) }))
  .filter(({ lines }) => lines.length > 0);

let files: Files;
beforeAll(async () => {
  files = await sampleFiles();
}, 60_000);

async function followAll(lines: readonly string[]): Promise<void> {
  const cwd = mkdtempSync(join(tmpdir(), 'meshwright-walk-'));
  try {
    writeFiles(cwd, files);
    for (const line of lines) await follow(line, cwd, files);
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

describe('whoever types the lines', () => {
  it.each(written)('of $name gets what the page says, or is told that there is no cluster', ({ lines }) =>
    followAll(lines),
  );

  it('of the pages of commands does, too', { timeout: 120_000 }, async () => {
    const io = { columns: 80 } as Io;
    const pages = commandPages(await allCommandFacts(io), globalFlags(io));
    const lines = Array.from(pages.values(), linesOf);
    expect(lines.flat().length).toBeGreaterThan(100);
    for (const some of lines) await followAll(some);
  });
});
