import type { FindingsFormatter } from './findings-report.ts';

export interface FindingsFormat {
  /** What a file of the format is usually called, without the dot. */
  readonly extension: string;
  /** Loads the formatter: start-up pays for the chosen format only. */
  load(): Promise<FindingsFormatter>;
}

/** The formats that `analyze -o` writes, by name. */
export const findingsFormats = {
  text: { extension: 'txt', load: async () => (await import('./findings-text.ts')).findingsText },
  json: { extension: 'json', load: async () => (await import('./findings-json.ts')).findingsJson },
  yaml: { extension: 'yaml', load: async () => (await import('./findings-yaml.ts')).findingsYaml },
  sarif: { extension: 'sarif', load: async () => (await import('./findings-sarif.ts')).findingsSarif },
  junit: { extension: 'xml', load: async () => (await import('./findings-junit.ts')).findingsJunit },
  github: { extension: 'txt', load: async () => (await import('./findings-github.ts')).findingsGithub },
  markdown: { extension: 'md', load: async () => (await import('./findings-markdown.ts')).findingsMarkdown },
  checkstyle: { extension: 'xml', load: async () => (await import('./findings-checkstyle.ts')).findingsCheckstyle },
} as const satisfies Readonly<Record<string, FindingsFormat>>;

export type FindingsFormatName = keyof typeof findingsFormats;

/** Other names of formats; `log` is istioctl's for `text`. */
export const findingsFormatAliases: Readonly<Record<string, FindingsFormatName>> = { log: 'text' };

/** Every word that `-o` takes, aliases last. */
export const findingsFormatNames: readonly string[] = [
  ...Object.keys(findingsFormats),
  ...Object.keys(findingsFormatAliases),
];

/** The format of that name or alias, or undefined. */
export function findingsFormat(name: string): FindingsFormat | undefined {
  const real = Object.hasOwn(findingsFormatAliases, name) ? findingsFormatAliases[name]! : name;
  return Object.hasOwn(findingsFormats, real) ? findingsFormats[real as FindingsFormatName] : undefined;
}
