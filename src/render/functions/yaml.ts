import { FunctionError } from '../template/errors.ts';
import { type Functions, goFunction } from '../template/model/function.ts';
import { stringType } from '../template/model/types.ts';
import { anyListType, anyMapType, anyType, type Value } from '../template/model/values.ts';
import { readYamlText } from './formats/from-yaml.ts';
import { kubernetesYaml, prettyYaml } from './formats/to-yaml.ts';
import { listOrError, mapOrError } from './json.ts';

/** YAML without the line break at its end. */
const mustToYaml = (value: Value, write: (value: Value) => string): string => write(value).replace(/\n$/, '');

/** YAML without the line break at its end; nothing of a value that has none, for Helm ignores the error. */
export function toYaml(value: Value, write: (value: Value) => string = kubernetesYaml): string {
  try {
    return mustToYaml(value, write);
  } catch (error) {
    if (error instanceof FunctionError) return '';
    throw error;
  }
}

const unreadable = (reason: string): string => `error unmarshaling JSON: while decoding JSON: ${reason}`;

/** Helm's. */
export const yamlFunctions: Functions = {
  toYaml: goFunction({ takes: [anyType], gives: stringType }, ([value]) => toYaml(value)),
  mustToYaml: goFunction({ takes: [anyType], gives: stringType }, ([value]) => mustToYaml(value, kubernetesYaml)),
  toYamlPretty: goFunction({ takes: [anyType], gives: stringType }, ([value]) => toYaml(value, prettyYaml)),
  fromYaml: goFunction({ takes: [stringType], gives: anyMapType }, ([text]) =>
    mapOrError(() => readYamlText(text), unreadable),
  ),
  fromYamlArray: goFunction({ takes: [stringType], gives: anyListType }, ([text]) =>
    listOrError(() => readYamlText(text), unreadable),
  ),
};
