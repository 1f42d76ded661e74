import { catalogue } from '../../analysis/catalogue.ts';
import { UsageError } from '../../base/errors.ts';
import { ExitCode } from '../../base/exit-code.ts';
import { didYouMean } from '../../base/nearest.ts';
import { type Check, categories } from '../../health/check.ts';
import { checks } from '../../health/checks.ts';
import { formatJson } from '../../output/findings/findings-json.ts';
import { pageText } from '../../output/text/page-text.ts';
import { formatTable } from '../../output/text/table.ts';
import { readPackageFile } from '../../package-files.ts';
import { defineCommand } from '../command.ts';
import { choiceOption } from '../flags/options.ts';

interface Options {
  readonly output: 'text' | 'json';
}

export default defineCommand<Options>({
  setup(command) {
    command
      .argument('[codes...]', 'codes to explain, as IST0101 or MWH401, or names of findings; none lists them all')
      .addOption(choiceOption('-o, --output <format>', 'output format', ['text', 'json'], 'text'))
      .addHelpText('after', examples);
  },
  async run(io, { output }, args) {
    const all = [...catalogue, ...checks.map(checkMessage)];
    const codes = args.map((word) => codeOf(word, all));
    const messages = all.filter(({ code }) => codes.length === 0 || codes.includes(code));
    const pageOf = (code: string) =>
      readPackageFile(`docs/${code.startsWith('MWH') ? 'checks' : 'codes'}/${code}.md`).toString();
    if (output === 'json') {
      const records = messages.map(({ code, name, level, summary }) => ({
        ...{ code, name, level, summary },
        ...(codes.length > 0 && { page: pageOf(code) }),
      }));
      await io.write(formatJson(records));
    } else if (codes.length === 0) {
      const rows = messages.map(({ code, level, name, summary }) => [code, level, name, summary]);
      await io.write(formatTable(['CODE', 'LEVEL', 'NAME', 'MEANING'], rows, io.look));
    } else {
      await io.write(codes.map((code) => pageText(pageOf(code), io.look.columns)).join('\n'));
    }
    return ExitCode.ok;
  },
});

const examples = `
Examples:
  # What a finding means, and how to mend it
  meshwright explain IST0101

  # All codes, of findings and of health checks
  meshwright explain`;

interface Code {
  readonly code: string;
  readonly name: string;
}

/** The code that a word means, in any case: a code, or the name that Istio gives a finding. */
function codeOf(word: string, all: readonly Code[]): string {
  const sought = word.toUpperCase();
  const found = all.find(({ code }) => code === sought) ?? catalogue.find(({ name }) => name.toUpperCase() === sought);
  if (found !== undefined) return found.code;
  const known = [...all.map(({ code }) => code), ...catalogue.map(({ name }) => name)];
  throw new UsageError(`there is no code "${word}".${didYouMean(word, known)} "meshwright explain" lists them`);
}

/** A check of `check` as a message is listed. Its problems have levels of their own. */
const checkMessage = ({ id, category, title }: Check) => ({
  code: id,
  level: 'Check',
  name: categories[category],
  summary: title,
});
