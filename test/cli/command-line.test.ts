import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/base/errors.ts';
import { findCommand, normalizeFlags } from '../../src/cli/command-line.ts';
import { booleanOption } from '../../src/cli/flags/options.ts';

const command = new Command().option('-n, --name <name>').option('--format <format>');
booleanOption(command, '-a, --all', 'all');
booleanOption(command, '-b, --brief', 'brief');

describe('normalizeFlags', () => {
  const normalize = (...words: string[]) => normalizeFlags(words, command.options, 'x --help');

  it.each([
    [['-n', 'v'], ['--name=v']],
    [['-nv'], ['--name=v']],
    [['-n=v'], ['--name=v']],
    [['--name', '-a'], ['--name=-a']],
    [['--name', '--'], ['--name=--']],
    [['--name='], ['--name=']],
    [['--name=a=b'], ['--name=a=b']],
    [['-ab'], ['--all', '--brief']],
    [['-ab=false'], ['--all', '--no-brief']],
    [
      ['-abn', 'v', 'w'],
      ['--all', '--brief', '--name=v', 'w'],
    ],
    [['-anv'], ['--all', '--name=v']],
    [
      ['--all=T', '--brief=0', '--no-all'],
      ['--all', '--no-brief', '--no-all'],
    ],
    [
      ['a', '-', '--all', 'b'],
      ['a', '-', '--all', 'b'],
    ],
    [
      ['a', '--', '--all=false', '-h'],
      ['a', '--', '--all=false', '-h'],
    ],
    [['a', '--all', '-h', '--wrong'], ['--help']],
    [['--wrong', '--help'], ['--help']],
    [['--name', '--help'], ['--name=--help']],
  ])('%j gives %j', (words, expected) => {
    expect(normalize(...words)).toEqual(expected);
  });

  it.each([
    [['--nmae=v'], 'there is no flag "--nmae". Did you mean "--name"? "x --help" lists the flags'],
    [['-ax'], 'there is no flag "-x". "x --help" lists the flags'],
    [['--all=2'], '--all takes true or false, not "2". "x --help" lists the flags'],
    [['--no-all=true'], '--no-all takes true or false, not "true". "x --help" lists the flags'],
    [['a', '--format'], '--format needs a value. "x --help" lists the flags'],
  ])('%j is refused', (words, message) => {
    expect(() => normalize(...words)).toThrow(new UsageError(message));
  });
});

describe('findCommand', () => {
  const kinds = new Map([
    ['go', 'command'],
    ['make', 'family'],
    ['make it', 'command'],
  ] as const);
  const find = (...argv: string[]) => findCommand(argv, command.options, (name) => kinds.get(name as 'go'));

  it.each([
    [['go', 'x', '-n', 'y'], 'go', ['x', '-n', 'y']],
    [['make', '--own', '--other', 'v'], 'make', ['--own', '--other', 'v']],
    [['-n', 'go', 'go'], 'go', ['-n', 'go']],
    [['-n=v', '-a', 'go', 'x'], 'go', ['-n=v', '-a', 'x']],
    [['--own', 'v', 'go'], 'go', ['--own', 'v']],
    [['--own', 'go', 'go'], 'go', ['--own', 'go']],
    [['help', 'go'], 'go', ['--help']],
    [['help'], undefined, ['--help']],
    [['--help', 'go'], 'go', ['--help']],
    [['gone'], 'gone', []],
    [['make', 'it', 'x'], 'make it', ['x']],
    [['-n', 'v', 'make', '-a', 'it', '--own', 'w'], 'make it', ['-n', 'v', '-a', '--own', 'w']],
    [['make', '--own', 'it'], 'make it', ['--own']],
    [['make'], 'make', []],
    [['make', '-a'], 'make', ['-a']],
    [['make', 'up'], 'make up', []],
    [['it'], 'it', []],
    [['help', 'make', 'it'], 'make it', ['--help']],
    [['make', 'help', 'it'], 'make it', ['--help']],
    [['help', 'make'], 'make', ['--help']],
    [['--', 'go'], undefined, ['--', 'go']],
    [[], undefined, []],
  ])('%j', (argv, name, words) => {
    expect(find(...argv)).toEqual({ name, words });
  });
});
