import fc from 'fast-check';
import type { Files } from '../support/sample-files.ts';
import type { Answer, FuzzInput } from './input.ts';
import { type Mutation, mutation, textMutation } from './mutations.ts';

/** A settings file of a repository, which analyze finds by itself. */
const projectFile =
  'analyze:\n  paths: [k8s]\n  suppress: [{ code: IST0101, resource: "Service shop/*", reason: old }]\n';

/**
 * Inputs of command lines: some of the files that they name are others than they should be, and so is standard input.
 *
 * @param impatient what to add to a line that asks a cluster
 */
export function fuzzInputs(
  lines: fc.Arbitrary<string[]>,
  impatient: (argv: readonly string[]) => readonly string[],
  samples: Files,
): fc.Arbitrary<FuzzInput> {
  const change = fc.record({ file: fc.nat({ max: 100 }), mutation });
  const answer = fc.tuple(
    fc.constantFrom(200, 200, 200, 200, 201, 403, 404, 410, 429, 500, 503),
    textMutation,
    fc.integer({ min: 0, max: 2 }),
  );
  return fc
    .record({
      // No system passes on a word with a null character in it.
      argv: lines.map((words) => words.map((word) => word.replaceAll('\u0000', ''))),
      changes: fc.array(change, { maxLength: 3 }),
      hasProjectFile: fc.integer({ min: 0, max: 9 }).map((n) => n === 9),
      stdin: fc.tuple(fc.nat({ max: 100 }), fc.array(mutation, { maxLength: 2 })),
      cluster: fc.constantFrom<FuzzInput['cluster']>('none', 'none', 'none', 'gone', 'babbling', 'babbling'),
      answers: fc.array(answer, { minLength: 1, maxLength: 6 }),
    })
    .map(({ argv, changes, hasProjectFile, stdin, cluster, answers }) => {
      const files: Files = { ...named(samples, argv), ...(hasProjectFile && { 'meshwright.yaml': projectFile }) };
      const names = Object.keys(files);
      for (const { file, mutation: change } of names.length > 0 ? changes : []) {
        const name = names[file % names.length]!;
        files[name] = change(files[name]!, samples);
      }
      const contents = Object.values(samples);
      const typed = argv.includes('-') ? contents[stdin[0] % contents.length]! : '';
      return {
        ...{ argv: cluster === 'none' ? argv : [...argv, ...impatient(argv)], files, cluster },
        stdin: stdin[1].reduce((content, change: Mutation) => change(content, samples), typed),
        answers: answers.map(([status, change, seldom]) => answerOf(status, change, seldom, samples)),
      };
    });
}

/**
 * Most answers are left as they are, so that a command gets somewhere. Values within are never others: a real server sees to it
 * that its objects are what their schemas say.
 */
const answerOf = (status: number, change: Mutation, seldom: number, samples: Files): Answer => ({
  status: seldom > 0 ? 200 : status,
  body: (sound) => (seldom > 1 ? sound : Buffer.from(change(sound, samples)).toString('utf8')),
});

/** The files that words of a command line name, or that lie in a folder of that name. */
function named(samples: Files, argv: readonly string[]): Files {
  const line = argv.join(' ');
  const all = / \.( |$)/.test(line);
  return Object.fromEntries(Object.entries(samples).filter(([name]) => all || line.includes(name.split('/')[0]!)));
}
