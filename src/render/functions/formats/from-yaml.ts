import type { Json } from '../../../resources/json.ts';
import { defaultLimits } from '../../../resources/yaml/limits.ts';
import { yamlDocuments } from '../../../resources/yaml/read.ts';
import { FunctionError } from '../../template/errors.ts';
import { fromJson } from '../../template/model/json.ts';
import type { Value } from '../../template/model/values.ts';

/**
 * The value of the first document of a YAML text, as Kubernetes reads it; null where it holds nothing.
 * @throws FunctionError where it cannot be read
 */
export function readYamlText(text: string): Value {
  for (const { value, problem } of yamlDocuments(text, defaultLimits)) {
    if (problem !== undefined) {
      throw new FunctionError(`error converting YAML to JSON: yaml: line ${problem.line}: ${problem.message}`);
    }
    return fromJson((value as Json | undefined) ?? null);
  }
  return null;
}
