import { ExitCode } from '../../src/base/exit-code.ts';
import { readYaml } from '../../src/resources/yaml/read.ts';
import type { FuzzInput, FuzzOutcome } from './input.ts';

/** What the user's token is in the kubeconfig: nobody may print it. */
export const token = 'fuzz-token-that-nobody-may-see';

/** Commands that print what they have, and fail for the rest: of several proxies, or of what is not ready. */
const givesPartOfIt =
  /^(analyze|validate|mtls|proxy-config|pc|ztunnel-config|zc|waypoint|x|experimental|proxy-status|ps|check|admin|istiod|kube-(un)?inject|bug-report)$/;

/** Commands whose `-o` names a file or a folder. */
const writesToPath = /^(manifest (generate|translate)|kube-(un)?inject|x|experimental|__complete|help)$/;

/** What of an outcome must not be, in words; nothing where all is well. */
export function problemsOf({ argv }: FuzzInput, outcome: FuzzOutcome | string): string[] {
  if (typeof outcome === 'string') return [outcome];
  const { exitCode, stdout, stderr, escaped } = outcome;
  const problems = [...escaped];
  const isFine = exitCode === ExitCode.ok || exitCode === ExitCode.findings;
  if (!(Object.values(ExitCode) as number[]).includes(exitCode)) problems.push(`exit code ${exitCode}`);
  if (stderr.includes('This is a defect in meshwright')) problems.push(`a defect: ${stderr}`);
  if (/^ {4}at \S/m.test(stderr)) problems.push(`a stack trace: ${stderr}`);
  if (/ERR_ACCESS_DENIED|restricted by/.test(stderr)) problems.push(`writes elsewhere, or starts a program: ${stderr}`);
  if (!isFine && !/\S/.test(stderr)) problems.push(`exit code ${exitCode} without a word`);
  if (!isFine && stdout !== '' && !givesPartOfIt.test(argv[0] ?? '')) {
    problems.push(`exit code ${exitCode}, and yet there is output: ${stdout.slice(0, 200)}`);
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
  if (/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(stderr))
    problems.push(`control characters: ${JSON.stringify(stderr)}`);
  if ((stdout + stderr).includes(token)) problems.push('prints the token of the kubeconfig');
  const format = formatOf(argv);
  if (isFine && stdout !== '' && format === 'json' && !isJson(stdout))
    problems.push(`no JSON: ${stdout.slice(0, 500)}`);
  if (isFine && stdout !== '' && format === 'yaml' && !isYaml(stdout))
    problems.push(`no YAML: ${stdout.slice(0, 500)}`);
  return problems;
}

/** The only format that a command line asks for, on standard output. */
function formatOf(argv: readonly string[]): string | undefined {
  if (writesToPath.test(argv.slice(0, 2).join(' ')) || writesToPath.test(argv[0] ?? '')) return undefined;
  if (argv.some((word) => ['--help', '-h', 'help', '--', '--watch'].includes(word) || /^-[a-z]*[hp]/.test(word)))
    return undefined;
  const asked = argv.flatMap((word, i) => {
    if (word === '-o' || word === '--output') return [argv[i + 1]];
    return /^(-o|--output)=/.test(word) ? [word.replace(/^[^=]*=/, '')] : /^-[A-Za-z]*o/.test(word) ? ['?'] : [];
  });
  return asked.length === 1 ? asked[0] : undefined;
}

/** A document, or a line each of what happens. */
const isJson = (text: string): boolean => parses(text) || text.trim().split('\n').every(parses);

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const isYaml = (text: string): boolean => readYaml(text).every(({ problem }) => problem === undefined);

/** What failures of the same cause have in common: the first problem, without what differs from input to input. */
export const causeOf = (problems: readonly string[], argv: readonly string[]): string =>
  `${argv[0]} ${problems[0]!.replace(/"[^"]*"|'[^']*'|\d+|\/\S*/g, '_').slice(0, 120)}`;
