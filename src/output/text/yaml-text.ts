import { stringify } from 'yaml';

/**
 * A value as YAML that YAML 1.1 and 1.2 read alike, but for strings such as `0o17`: only strings that either would take for
 * something else are quoted. No anchors.
 */
export const yamlText = (value: unknown): string =>
  stringify(value, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
