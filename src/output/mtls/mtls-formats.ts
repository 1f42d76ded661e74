import type { Look } from '../text/look.ts';
import type { MtlsResult } from './mtls-record.ts';

/** The formats that `mtls -o` writes, by name; each is loaded when it is the one asked for. */
export const mtlsFormats: Readonly<Record<string, (result: MtlsResult, look: Look) => Promise<string>>> = {
  text: async (result, look) => {
    const [{ mtlsText }, { styleFor }] = await Promise.all([import('./mtls-text.ts'), import('../style.ts')]);
    return mtlsText(result, look, await styleFor(look));
  },
  json: async (result) => {
    const [{ mtlsRecord }, { formatJson }] = await Promise.all([
      import('./mtls-record.ts'),
      import('../findings/findings-json.ts'),
    ]);
    return formatJson(mtlsRecord(result));
  },
  yaml: async (result) => {
    const [{ mtlsRecord }, { formatYaml }] = await Promise.all([
      import('./mtls-record.ts'),
      import('../findings/findings-yaml.ts'),
    ]);
    return formatYaml(mtlsRecord(result));
  },
  junit: async (result) => (await import('./mtls-junit.ts')).mtlsJunit(result),
  markdown: async (result) => (await import('./mtls-markdown.ts')).mtlsMarkdown(result),
};
