import { formatJson } from '../../output/findings/findings-json.ts';

/** A value as `-o json` or `-o yaml` prints it. */
export async function structuredText(value: unknown, format: 'json' | 'yaml'): Promise<string> {
  return format === 'json'
    ? formatJson(value)
    : (await import('../../output/findings/findings-yaml.ts')).formatYaml(value);
}
