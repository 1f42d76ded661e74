import type { MtlsResult } from './mtls-record.ts';

/** The formats that `mtls -o` writes, by name; each is loaded when it is the one asked for. */
export const mtlsFormats: Readonly<Record<string, (result: MtlsResult, color: boolean) => Promise<string>>> = {
  text: async (result, color) => {
    const [{ mtlsText }, { styleFor }] = await Promise.all([import('./mtls-text.ts'), import('./style.ts')]);
    return mtlsText(result, await styleFor(color));
  },
  json: async (result) => {
    const [{ mtlsRecord }, { formatJson }] = await Promise.all([
      import('./mtls-record.ts'),
      import('./findings-json.ts'),
    ]);
    return formatJson(mtlsRecord(result));
  },
  yaml: async (result) => {
    const [{ mtlsRecord }, { formatYaml }] = await Promise.all([
      import('./mtls-record.ts'),
      import('./findings-yaml.ts'),
    ]);
    return formatYaml(mtlsRecord(result));
  },
  junit: async (result) => (await import('./mtls-junit.ts')).mtlsJunit(result),
  markdown: async (result) => (await import('./mtls-markdown.ts')).mtlsMarkdown(result),
};
