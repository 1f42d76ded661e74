// The manual page meshwright(1), in roff, made of what the program's help says.
import { split } from './command-pages.js';

/**
 * @param facts as allCommandFacts gives them
 * @param globals flags that every command takes
 * @param version of the program
 */
export function manual(facts, globals, version) {
  return `${[
    `.TH MESHWRIGHT 1 "" "meshwright ${asText(version)}" "User Commands"`,
    '.SH NAME',
    'meshwright \\- install, check and understand Istio service meshes',
    '.SH SYNOPSIS',
    '.B meshwright',
    '<command> [flags]',
    '.SH COMMANDS',
    ...facts.filter(({ commands }) => commands.length === 0).flatMap(command),
    '.SH GLOBAL FLAGS',
    ...globals.flatMap(flag),
    '.SH EXIT STATUS',
    ...exitCodes.flatMap(([code, meaning]) => ['.TP', `.B ${code}`, asText(meaning)]),
  ].join('\n')}\n`;
}

const exitCodes = [
  [0, 'Fine: nothing found at or over the threshold.'],
  [1, 'The command failed.'],
  [64, 'The command line or the project file is wrong.'],
  [65, 'A file or document cannot be read.'],
  [79, 'There are findings, or differences.'],
];

function command({ name, summary, aliases, usage, flags, more }) {
  const { examples } = split(more);
  return [
    `.SS ${asText(name)}`,
    `${asText(summary)}.`,
    ...(aliases.length > 0 ? ['.br', `Also: ${asText(aliases.join(', '))}.`] : []),
    '.PP',
    `.B ${asText(usage)}`,
    ...flags.flatMap(flag),
    ...(examples ? ['.PP', '.nf', asText(examples), '.fi'] : []),
  ];
}

const flag = ({ flags, description, default: usual }) => [
  '.TP',
  `.B ${asText(flags)}`,
  asText(description + (usual === undefined ? '' : ` (default: ${usual})`)),
];

/** Text that roff does not take for requests or escapes. */
const asText = (text) =>
  String(text)
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^([.'])/gm, '\\&$1');
