import { readFileSync } from 'node:fs';
import { catalogue } from '../../analysis/catalogue.ts';
import { UsageError } from '../../base/errors.ts';
import { ExitCode } from '../../base/exit-code.ts';
import { didYouMean } from '../../base/nearest.ts';
import { formatTable } from '../../output/table.ts';
import { packageFile } from '../../package.ts';
import { defineCommand } from '../command.ts';
import { choiceOption } from '../options.ts';

interface Options {
  readonly output: 'text' | 'json';
}

export default defineCommand<Options>({
  setup(command) {
    command
      .argument('[codes...]', 'codes to explain, as IST0101; none lists them all')
      .addOption(choiceOption('-o, --output <format>', 'output format', ['text', 'json'], 'text'));
  },
  async run(io, { output }, args) {
    const known = catalogue.map(({ code }) => code);
    const codes = args.map((code) => code.toUpperCase());
    for (const [i, code] of codes.entries()) {
      if (!known.includes(code)) {
        throw new UsageError(
          `there is no code "${args[i]}".${didYouMean(code, known)} "meshwright explain" lists them`,
        );
      }
    }
    const messages = catalogue.filter(({ code }) => codes.length === 0 || codes.includes(code));
    const pageOf = (code: string) => readFileSync(packageFile(`docs/codes/${code}.md`), 'utf8');
    if (output === 'json') {
      const records = messages.map(({ code, name, level, summary }) => ({
        ...{ code, name, level, summary },
        ...(codes.length > 0 && { page: pageOf(code) }),
      }));
      await io.write(`${JSON.stringify(records, null, 2)}\n`);
    } else if (codes.length === 0) {
      const rows = messages.map(({ code, level, name, summary }) => [code, level, name, summary]);
      await io.write(formatTable(['CODE', 'LEVEL', 'NAME', 'MEANING'], rows));
    } else {
      await io.write(codes.map(pageOf).join('\n'));
    }
    return ExitCode.ok;
  },
});
