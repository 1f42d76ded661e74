import { type Functions, goFunction } from '../template/model/function.ts';
import { stringType } from '../template/model/types.ts';
import { anyMapType } from '../template/model/values.ts';
import { conversionFunctions } from './conversion.ts';
import { defaultFunctions } from './defaults.ts';
import { dictionaryFunctions } from './dictionaries.ts';
import { integerFunctions } from './integers.ts';
import { helmJsonFunctions, jsonFunctions } from './json.ts';
import { listFunctions } from './lists.ts';
import { reflectionFunctions } from './reflection.ts';
import { stringFunctions } from './strings.ts';
import { yamlFunctions } from './yaml.ts';

/**
 * Those of `helmFunctions` that most charts make do with. Loading the others, the library for regular expressions above all,
 * takes longer than rendering a chart.
 */
export const usualFunctions: Functions = {
  ...conversionFunctions,
  ...stringFunctions,
  ...integerFunctions,
  ...defaultFunctions,
  ...reflectionFunctions,
  ...listFunctions,
  ...dictionaryFunctions,
  ...jsonFunctions,
  ...helmJsonFunctions,
  ...yamlFunctions,
  lookup: goFunction({ takes: [stringType, stringType, stringType, stringType], gives: anyMapType }, () => new Map()),
};
