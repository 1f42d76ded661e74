import { MeshwrightError, UsageError } from '../../../base/errors.ts';
import { ExitCode } from '../../../base/exit-code.ts';
import { didYouMean } from '../../../base/nearest.ts';
import { formatJson } from '../../../output/findings/findings-json.ts';
import { visibleLines } from '../../../output/text/visible.ts';
import { askEach, askFirst, type IstiodConnection } from '../../../proxy/istiod/connection.ts';
import { defineCommand } from '../../command.ts';
import { openControlPlane } from '../../control-plane/open-control-plane.ts';
import { booleanOption } from '../../flags/options.ts';
import { addReportFlag, addXdsFlags, type XdsFlags } from '../../flags/xds-flags.ts';
import { noteFailures } from '../../proxies/note-failures.ts';

interface DebugFlags extends XdsFlags {
  readonly all?: boolean;
  readonly list?: boolean;
}

export default defineCommand<DebugFlags>({
  setup(command) {
    command.argument('[question]', 'a debug endpoint of istiod, with its query: syncz, registryz, mesh, …');
    command.argument('[proxy]', 'name.namespace of a proxy, for endpoints that are about one');
    addXdsFlags(command);
    addReportFlag(command);
    booleanOption(command, '--all', 'ask all istiods, and give their answers by name');
    booleanOption(command, '-L, --list', 'list what can be asked');
    command.addHelpText('after', examples);
  },
  async run(io, flags, args) {
    const question = questionOf(flags, args);
    const { istiods, close } = await openControlPlane(io, flags);
    try {
      if (flags.all) {
        const told = await askEach(istiods, (istiod) => istiod.debug(question));
        for (const { answer } of told.answers) await check(answer, question, istiods);
        const byName = Object.fromEntries(told.answers.map(({ istiod, answer }) => [istiod.name, contentOf(answer)]));
        await io.write(formatJson(byName));
        return noteFailures(io, told);
      }
      const found = await askFirst(istiods, question);
      if (found === undefined)
        throw new MeshwrightError(
          'no istiod that was asked has this proxy: "meshwright proxy-status" lists those that are connected',
        );
      await check(found.answer, question, istiods);
      await io.write(printed(found.answer));
      return ExitCode.ok;
    } finally {
      close();
    }
  },
});

const examples = `
Without --all, one istiod answers: the one that has the proxy, where it is about
one.

Examples:
  # What can be asked
  meshwright x internal-debug --list

  # The services that istiod knows
  meshwright x internal-debug registryz

  # What istiod would send a proxy
  meshwright x internal-debug config_dump cart-1.shop`;

function questionOf({ list }: DebugFlags, [question, proxy, ...more]: readonly string[]): string {
  if (more.length > 0) throw new UsageError(`internal-debug asks one question: what is "${more[0]}" for?`);
  if (question === undefined) {
    if (list) return 'list';
    throw new UsageError('say what to ask: --list lists what can be asked');
  }
  if (list) throw new UsageError(`--list asks nothing else: what is "${question}" for?`);
  const path = question.replace(/^\/?(debug\/)?/, '');
  if (proxy === undefined) return path;
  return `${path}${path.includes('?') ? '&' : '?'}proxyID=${encodeURIComponent(proxy)}`;
}

/** Throws MeshwrightError for what istiod says in place of an answer. */
async function check(answer: string, question: string, istiods: readonly IstiodConnection[]): Promise<void> {
  const start = answer.slice(0, 1000);
  if (/You must provide a proxyID/.test(start)) {
    throw new MeshwrightError(`${question} is about a proxy: name it behind, as name.namespace`);
  }
  if (!/^\s*404 page not found\s*$/.test(start)) return;
  const known = await knownQuestions(istiods);
  const word = question.replace(/\?.*/, '');
  throw new MeshwrightError(
    `istiod cannot be asked for "${word}".${didYouMean(word, known)} --list lists what it can be asked for`,
  );
}

async function knownQuestions(istiods: readonly IstiodConnection[]): Promise<string[]> {
  try {
    const { answers } = await askEach(istiods, (istiod) => istiod.debug('list'));
    const value = contentOf(answers[0]?.answer ?? '');
    return Array.isArray(value) ? value.map((one) => String(one).replace(/\?.*/, '')) : [];
  } catch {
    return [];
  }
}

/** What an answer holds; one that is not JSON is text. */
function contentOf(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch {
    return answer;
  }
}

function printed(answer: string): string {
  const value = contentOf(answer);
  return typeof value === 'string' ? `${visibleLines(answer.trimEnd())}\n` : formatJson(value);
}
