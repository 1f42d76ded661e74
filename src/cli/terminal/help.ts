import { Command, Help, type HelpConfiguration } from 'commander';
import { groups } from '../command-groups.ts';
import type { World } from '../io.ts';

/** The program itself, which help describes when no command is named. */
export function newRoot(io: World): Command {
  return frame(new Command('meshwright'), io)
    .description(
      'Install, check and understand Istio service meshes: what istioctl does, faster, and mostly without a cluster.',
    )
    .usage('<command> [flags]')
    .addHelpCommand(
      new Command('help').argument('[command]').summary('Show what a command does').helpGroup(groups.about),
    )
    .addHelpText('after', '\n"meshwright help <command>" shows the flags and examples of a command.');
}

/** A command of `root`, still without flags of its own. */
export const newCommand = (root: Command, name: string, io: World): Command => frame(root.command(name), io);

/** All that `--help` says about a command. */
export function helpOf(command: Command): string {
  const { helpWidth = 80 } = command.configureHelp();
  let text = '';
  command.configureOutput({
    writeOut: (part) => {
      text += text === '' ? part : fitted(part, helpWidth);
    },
  });
  command.outputHelp();
  return text;
}

function frame(command: Command, io: World): Command {
  return command
    .exitOverride()
    .allowExcessArguments(true)
    .helpOption('-h, --help', 'show this help')
    .configureHelp(helpStyle(io));
}

const allFlags = Object.assign(new Help(), { showGlobalOptions: true });

/** Cobra's words, which users of kubectl and istioctl know, and no lines that are hard to read. */
const helpStyle = ({ columns }: World): HelpConfiguration => ({
  showGlobalOptions: true,
  visibleGlobalOptions: (command) => {
    const own = new Set(command.options.filter(({ hidden }) => !hidden).map(({ long }) => long));
    return allFlags.visibleGlobalOptions(command).filter(({ long }) => !own.has(long));
  },
  helpWidth: Math.min(columns ?? 80, 120),
  formatHelp: (command, help) => {
    const text: string = Help.prototype.formatHelp.call(help, command, help);
    return command.commands.length > 0 ? flagsLast(text) : text;
  },
  styleTitle: (title) => title.replace('Options:', 'Flags:'),
  styleUsage: (usage) => usage.replace('[options] [command]', '[command] [options]').replace('[options]', '[flags]'),
});

/** Paragraphs that are too wide, broken anew; lines that are set in stay as they are. */
const fitted = (text: string, width: number): string =>
  text.replace(/^(?:\S.*\n?)+/gm, (paragraph) => {
    const lines = paragraph.trimEnd().split('\n');
    if (lines.every((line) => line.length <= width)) return paragraph;
    return `${allFlags.boxWrap(lines.join(' '), width)}${paragraph.endsWith('\n') ? '\n' : ''}`;
  });

/** Whoever asks what the program, or a family of commands, can do wants to see commands, and flags behind them. */
function flagsLast(text: string): string {
  const sections = text.trimEnd().split('\n\n');
  const areFlags = (section: string) => /^(Global )?Flags:/.test(section);
  return `${[...sections.filter((one) => !areFlags(one)), ...sections.filter(areFlags)].join('\n\n')}\n`;
}
