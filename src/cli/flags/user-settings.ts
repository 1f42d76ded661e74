import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { InputError } from '../../base/errors.ts';
import { visible } from '../../output/text/visible.ts';
import { isObject, type JsonObject } from '../../resources/json.ts';
import type { Io } from '../io.ts';

/** Flags whose defaults users may set, with istioctl's names (istioctl/pkg/config), and what they are otherwise. */
export const settableFlags: Readonly<
  Record<string, { readonly kind: 'text' | 'boolean' | 'port'; readonly usual: string }>
> = {
  authority: { kind: 'text', usual: '' },
  'cert-dir': { kind: 'text', usual: '' },
  insecure: { kind: 'boolean', usual: '' },
  istioNamespace: { kind: 'text', usual: 'istio-system' },
  plaintext: { kind: 'boolean', usual: '' },
  'prefer-experimental': { kind: 'boolean', usual: '' },
  'xds-address': { kind: 'text', usual: '' },
  'xds-port': { kind: 'port', usual: '15012' },
};

/** What a user has set for a flag, and where. */
export interface UserSetting {
  readonly value: string;
  /** `$ISTIOCTL_INSECURE`, the file, or `default` where it is not set. */
  readonly from: string;
  readonly isSet: boolean;
}
export type UserSettings = ReadonlyMap<string, UserSetting>;

/** The file with a user's settings, which istioctl reads too: what ISTIOCONFIG names, or ~/.istioctl/config.yaml. */
export function settingsFile({
  env,
  cwd,
}: Pick<Io, 'env' | 'cwd'>): { readonly path: string; readonly isNamed: boolean } | undefined {
  if (env.ISTIOCONFIG) return { path: resolve(cwd, env.ISTIOCONFIG), isNamed: true };
  const home = env.HOME || env.USERPROFILE;
  return home ? { path: join(home, '.istioctl/config.yaml'), isNamed: false } : undefined;
}

/**
 * What the user has set: in environment variables, else in the file.
 *
 * @throws InputError for a file that ISTIOCONFIG names and that cannot be read; what else is wrong is told and ignored
 */
export async function readUserSettings(io: Pick<Io, 'env' | 'cwd' | 'note'>): Promise<UserSettings> {
  const file = settingsFile(io);
  const inFile = file === undefined ? {} : await readFile(file, io);
  return new Map(
    Object.entries(settableFlags).map(([name, { usual }]) => {
      const variable = `ISTIOCTL_${name.toUpperCase().replaceAll('-', '_')}`;
      const given = io.env[variable];
      const unset = { value: usual, from: 'default', isSet: false };
      if (given !== undefined) return [name, checked(name, given, `$${variable}`, io) ?? unset];
      // istioctl takes keys in any case.
      const key = Object.keys(inFile).find((one) => one.toLowerCase() === name.toLowerCase());
      const value = key === undefined ? undefined : inFile[key];
      if (value === undefined || value === null) return [name, unset];
      return [name, checked(name, String(value), file!.path, io) ?? unset];
    }),
  );
}

/** The setting; undefined, with a warning, for a value that the flag cannot have. */
function checked(name: string, value: string, from: string, { note }: Pick<Io, 'note'>): UserSetting | undefined {
  const problem = settingProblem(name, value);
  if (problem === undefined) return { value, from, isSet: true };
  note(visible(`warning: ${problem}: what ${from} says is ignored`));
  return undefined;
}

/** Why a flag that can be set cannot have a value. */
export function settingProblem(name: string, value: string): string | undefined {
  const { kind } = settableFlags[name]!;
  if (value === '') return undefined;
  if (kind === 'boolean' && !/^(true|false)$/i.test(value)) return `${name} is true or false, not "${value}"`;
  const isPort = /^\d{1,5}$/.test(value) && Number(value) <= 65535;
  return kind === 'port' && !isPort ? `${name} is a port, not "${value}"` : undefined;
}

async function readFile(
  { path, isNamed }: { path: string; isNamed: boolean },
  io: Pick<Io, 'note'>,
): Promise<JsonObject> {
  if (!isNamed && !existsSync(path)) return {};
  try {
    const { readYaml } = await import('../../resources/yaml/read.ts');
    const [first] = readYaml(readFileSync(path, 'utf8')).filter(
      ({ value, problem }) => value !== undefined || problem !== undefined,
    );
    if (first?.problem !== undefined) throw new Error(`line ${first.problem.line}: ${first.problem.message}`);
    const value = first?.value ?? {};
    if (!isObject(value)) throw new Error('it is no YAML map');
    return value;
  } catch (error) {
    const message = `cannot read the settings in ${path}: ${(error as Error).message}`;
    if (isNamed) throw new InputError(message);
    io.note(visible(`warning: ${message}`));
    return {};
  }
}

/** True for what is switched on. */
export const isOn = (settings: UserSettings, name: string): boolean =>
  settings.get(name)?.value.toLowerCase() === 'true';

/** Makes what the user has set the defaults of the flags that commands have. */
export function applyUserSettings(commands: readonly Command[], settings: UserSettings): void {
  for (const command of commands) {
    for (const option of command.options) {
      const setting = settings.get(option.long?.replace(/^--/, '') ?? '');
      if (!setting?.isSet || setting.value === '') continue;
      const { value } = setting;
      const parsed = option.isBoolean()
        ? value.toLowerCase() === 'true'
        : (option.parseArg?.(value, undefined) ?? value);
      command.setOptionValueWithSource(option.attributeName(), parsed, 'config');
    }
  }
}
