import { base } from '../functions/paths.ts';
import { toYaml } from '../functions/yaml.ts';
import { decode } from '../template/model/text.ts';
import { mapOf, named, stringType } from '../template/model/types.ts';
import { bytesType, Dictionary, strings, type Value } from '../template/model/values.ts';
import type { ChartFile } from './chart.ts';
import { globMatcher } from './glob.ts';

type Files = ReadonlyMap<string, Uint8Array>;

const filesOf = (files: Dictionary): Files => files.entries as Files;
const contentOf = (files: Dictionary, path: string | undefined): Uint8Array =>
  filesOf(files).get(path!) ?? new Uint8Array();

/** Files as a map from their names, without folders, to what they hold. */
const asYaml = (files: Dictionary, text: (bytes: Uint8Array) => string): string =>
  toYaml(new Map<string, Value>([...filesOf(files)].map(([path, bytes]) => [base(path), text(bytes)])));

function lines(bytes: Uint8Array): string[] {
  const text = decode(bytes);
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

/** The type of `.Files`. */
const filesType = named<Dictionary>('engine.files', mapOf(stringType, bytesType) as never, {
  methods: {
    Get: { takes: [stringType], run: (files: Dictionary, [path]: readonly string[]) => decode(contentOf(files, path)) },
    GetBytes: { takes: [stringType], run: (files: Dictionary, [path]: readonly string[]) => contentOf(files, path) },
    Glob: {
      takes: [stringType],
      run: (files: Dictionary, [pattern]: readonly string[]) => {
        const matches = globMatcher(pattern!);
        return made(new Map([...filesOf(files)].filter(([path]) => matches(path))));
      },
    },
    Lines: {
      takes: [stringType],
      run: (files: Dictionary, [path]: readonly string[]) => strings(lines(contentOf(files, path))),
    },
    AsConfig: { takes: [], run: (files: Dictionary) => asYaml(files, decode) },
    AsSecrets: {
      takes: [],
      run: (files: Dictionary) => asYaml(files, (bytes) => Buffer.from(bytes).toString('base64')),
    },
  },
});

const made = (files: Files): Dictionary => new Dictionary(filesType, files);

/** `.Files` of a template: the files of its chart that are nothing else. */
export const filesValue = (files: readonly ChartFile[]): Dictionary =>
  made(new Map(files.map(({ path, bytes }) => [path, bytes])));
