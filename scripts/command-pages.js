// A page for each command, and the manual page of them all, made of what the program's help says.

/** Where a command's page is, in docs/commands. */
export const pageName = (name) => `${name.replaceAll(' ', '-')}.md`;

/**
 * The pages by file name, with an index.
 *
 * @param facts as allCommandFacts gives them
 * @param globals flags that every command takes
 */
export function commandPages(facts, globals) {
  const pages = facts.map((one) => [pageName(one.name), page(one, facts)]);
  return new Map([...pages, ['README.md', index(facts, globals)]]);
}

function page(command, facts) {
  const { name, summary, aliases, usage, flags, commands, more } = command;
  const { prose, examples } = split(more);
  return sections([
    `# meshwright ${name}`,
    `${summary}.`,
    code('text', usage),
    aliases.length > 0 && `Also: ${aliases.map((alias) => `\`${alias}\``).join(', ')}.`,
    table(
      ['Argument', 'What it is'],
      command.arguments.map(([word, text]) => [`\`${word}\``, text]),
    ),
    commands.length > 0 && list(commands.map((one) => facts.find(({ name }) => name === one))),
    prose,
    flags.length > 0 && '## Flags',
    table(['Flag', 'What it does', 'Default'], flags.map(flagRow)),
    'The [flags of every command](README.md#flags-of-every-command) hold, too.',
    examples && `## Examples\n\n${code('sh', examples)}`,
  ]);
}

function index(facts, globals) {
  const groups = [...new Set(facts.map(({ group }) => group))];
  return sections([
    '# Commands',
    'What `meshwright help <command>` says, a page each. `npm run docs` writes them.',
    ...groups.map((group) => {
      const heading = `## ${group.replace(/:$/, '')}`;
      return `${heading}\n\n${list(facts.filter((one) => one.group === group))}`;
    }),
    '## Flags of every command',
    table(['Flag', 'What it does', 'Default'], globals.map(flagRow)),
  ]);
}

const list = (facts) => facts.map(({ name, summary }) => `- [${name}](${pageName(name)}): ${summary}`).join('\n');

const flagRow = ({ flags, description, default: usual }) => [
  `\`${flags}\``,
  description,
  usual === undefined ? '' : `\`${usual}\``,
];

function table(heads, rows) {
  if (rows.length === 0) return undefined;
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), `|${'---|'.repeat(heads.length)}`, ...rows.map(line)].join('\n');
}

/** What stands behind the flags in help: prose, and lines to type. */
export function split(more) {
  const at = more.search(/^Examples:$/m);
  if (at < 0) return { prose: prosePart(more), examples: '' };
  const examples = more.slice(at).split('\n').slice(1);
  const depth = Math.min(...examples.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return {
    prose: prosePart(more.slice(0, at)),
    examples: examples
      .map((line) => line.slice(depth))
      .join('\n')
      .trim(),
  };
}

/** Lines that are set in, such as tables, are kept as they are. */
const prosePart = (text) =>
  text
    .trim()
    .split(/\n{2,}/)
    .filter(Boolean)
    .map((part) => (/^ {2,}/m.test(part) ? code('text', part) : part.replace(/</g, '\\<')))
    .join('\n\n');

const code = (language, text) => `\`\`\`${language}\n${text}\n\`\`\``;

const sections = (parts) => `${parts.filter(Boolean).join('\n\n')}\n`;
