import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { allCommandFacts, globalFlags } from '../../src/cli/command-facts.ts';
import type { Io } from '../../src/cli/io.ts';
import { sampleFiles } from '../support/sample-files.ts';
import { writeFiles } from '../support/write-files.ts';
import { type FuzzInput, shellLine } from './input.ts';
import { fuzzInputs } from './inputs.ts';
import { causeOf, problemsOf } from './invariants.ts';
import { commandLines, impatience } from './words.ts';
import { World } from './world.ts';

/** An input that fails, as small as it could be made. */
interface Failure {
  readonly input: FuzzInput;
  readonly problems: readonly string[];
  /** What to type to see it again. */
  readonly again: string;
}

/** Different failures, after which it is time to mend them. */
const mostFailures = 8;

/** How often a failure is tried with less, when there are other things to find, too. */
const mostTries = 120;

interface Options {
  readonly seed: number;
  /** How many inputs to try, and for how many milliseconds at most. */
  readonly runs: number;
  readonly time: number;
  /** Which input alone, as fast-check names it. */
  readonly path: string | undefined;
}

async function fuzz({ seed, runs, time, path }: Options): Promise<Failure[]> {
  const io = { columns: 80 } as Io;
  const samples = await sampleFiles();
  const facts = await allCommandFacts(io);
  const inputs = fuzzInputs(commandLines(facts, globalFlags(io)), (argv) => impatience(facts, argv), samples);
  const world = new World(samples);
  await world.open();
  const start = Date.now();
  const exitCodes = new Map<number | string, number>();
  /** By their causes: the next failures are to be others. */
  const failures = new Map<string, Failure>();
  let done = 0;
  /** Inputs since one failed: they are parts of it. */
  let tries = 0;
  const property = fc.asyncProperty(inputs, async (input) => {
    if (tries > 0 && tries++ > mostTries) return;
    const outcome = await world.run(input);
    const ended = typeof outcome === 'string' ? 'none' : outcome.exitCode;
    exitCodes.set(ended, (exitCodes.get(ended) ?? 0) + 1);
    if (tries === 0) done++;
    const problems = problemsOf(input, outcome);
    if (problems.length === 0 || failures.has(causeOf(problems, input.argv))) return;
    tries ||= 1;
    throw new Error(problems.join('\n'));
  });
  for (let next = seed; ; next++) {
    tries = 0;
    const left = time - (Date.now() - start);
    const { counterexample, counterexamplePath, errorInstance } = await fc.check(property, {
      ...{ seed: next, numRuns: runs - done, interruptAfterTimeLimit: left, markInterruptAsFailure: false },
      ...(path !== undefined && { path }),
    });
    if (counterexample === null) break;
    const [input] = counterexample;
    const found = problemsOf(input, await world.run(input));
    const problems = found.length > 0 ? found : [`now and then: ${errorInstance}`];
    const again = `npm run fuzz -- --seed ${next} --path ${counterexamplePath}`;
    failures.set(causeOf(problems, input.argv), { input, problems, again });
    if (path !== undefined || failures.size === mostFailures || done >= runs || left <= 0) break;
  }
  world.close();
  const seconds = ((Date.now() - start) / 1000).toFixed(0);
  const codes = [...exitCodes].map(([code, count]) => `${code}: ${count}`).join(', ');
  console.log(`${done} inputs in ${seconds} s, seed ${seed}: ${failures.size} failures. Exit codes: ${codes}`);
  return [...failures.values()];
}

/** Keeps a failure's files, and tells what to type there. */
function tell({ input: { argv, files, stdin, cluster }, problems, again }: Failure): void {
  const folder = mkdtempSync(join(tmpdir(), 'meshwright-fuzz-failure-'));
  const takes = stdin.length > 0 ? ' < stdin' : '';
  writeFiles(folder, { ...files, ...(stdin.length > 0 && { stdin }) });
  console.log(`\nFAILS: ${problems.join('\n').slice(0, 3000)}
  cd ${folder} && ${shellLine(argv).slice(0, 2000)}${takes}
  cluster: ${cluster}; again: ${again}`);
}

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '600' },
    path: { type: 'string' },
  },
});
const { seed, runs, seconds, path } = values;
fuzz({ seed: Number(seed), runs: Number(runs), time: 1000 * Number(seconds), path }).then((failures) => {
  failures.forEach(tell);
  process.exitCode = failures.length > 0 ? 1 : 0;
});
