import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { TemplateError } from '../../../src/render/template/errors.ts';
import { encode } from '../../../src/render/template/model/text.ts';
import { Template } from '../../../src/render/template/template.ts';
import { decodeData } from './data.ts';
import { functions } from './functions.ts';

/** One template, or several of a set, and what they are executed with: what go/main.go reads. */
export interface Case {
  readonly name: string;
  readonly templates: readonly { readonly name: string; readonly text: string }[];
  readonly data?: unknown;
  readonly missingKey?: 'default' | 'zero' | 'error';
  readonly delimiters?: readonly [string, string];
}

/** What a case gives; `bytes` is base64 of an output that is no UTF-8. */
export interface Result {
  readonly output?: string;
  readonly bytes?: string;
  readonly error?: string;
}

type Written = string | (Partial<Case> & { readonly text?: string });

const folder = join(import.meta.dirname, '../cases');

/** The cases of each file in cases/: `data` for all, and by name a text alone, or an object with what else is needed. */
export function readCases(): ReadonlyMap<string, readonly Case[]> {
  return new Map(
    readdirSync(folder).map((file) => {
      const { data, cases } = load(readFileSync(join(folder, file), 'utf8')) as {
        data?: unknown;
        cases: Record<string, Written>;
      };
      return [
        file.replace('.yaml', ''),
        Object.entries(cases).map(([name, written]) => {
          const { text, ...given } = typeof written === 'string' ? { text: written } : written;
          return { data, name, templates: [{ name: 'main', text: text ?? '' }], ...given };
        }),
      ];
    }),
  );
}

/** What our own templates give. Messages lack Go's first word. */
export function render({ templates, data, missingKey, delimiters }: Case): Result {
  try {
    const [first] = templates;
    const root = new Template(first!.name).funcs(functions).delimiters(...(delimiters ?? ['', '']));
    if (missingKey !== undefined) root.missingKey(missingKey);
    for (const { name, text } of templates) (name === root.name ? root : root.associated(name)).parse(text);
    const output = root.execute(decodeData(data ?? null));
    return /[\udc80-\udcff]/u.test(output) ? { bytes: Buffer.from(encode(output)).toString('base64') } : { output };
  } catch (error) {
    if (error instanceof TemplateError) return { error: error.message };
    throw error;
  }
}

/** True where there is a Go to compare with. */
export const hasGo = (): boolean => spawnSync('go', ['version']).status === 0;

/** What Go gives for the cases, its messages without the word `template: `. */
export function renderWithGo(cases: readonly Case[]): readonly Result[] {
  const bin = mkdtempSync(join(tmpdir(), 'meshwright-go-'));
  try {
    const program = join(bin, 'render');
    const built = spawnSync('go', ['build', '-o', program, '.'], { cwd: join(import.meta.dirname, '../go') });
    if (built.status !== 0) throw new Error(String(built.stderr));
    const { status, stdout, stderr } = spawnSync(program, { input: JSON.stringify(cases), maxBuffer: 1 << 28 });
    if (status !== 0) throw new Error(String(stderr));
    return (JSON.parse(String(stdout)) as Result[]).map((result) =>
      result.error === undefined
        ? result
        : { error: result.error.replaceAll(/(?<!\w)template: (?!no template|multiple)/g, '') },
    );
  } finally {
    rmSync(bin, { recursive: true });
  }
}
