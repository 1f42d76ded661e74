import { FunctionError } from '../template/errors.ts';
import { type Functions, goFunction } from '../template/model/function.ts';
import { stringType } from '../template/model/types.ts';
import { anyMapType, anyType } from '../template/model/values.ts';
import { readToml } from './formats/toml-reader.ts';
import { writeToml } from './formats/toml-writer.ts';
import { mapOrError } from './json.ts';

/** Helm's. */
export const tomlFunctions: Functions = {
  toToml: goFunction({ takes: [anyType], gives: stringType }, ([value]) => {
    try {
      return writeToml(value);
    } catch (error) {
      if (error instanceof FunctionError) return error.message;
      throw error;
    }
  }),
  mustToToml: goFunction({ takes: [anyType], gives: stringType }, ([value]) => writeToml(value)),
  fromToml: goFunction({ takes: [stringType], gives: anyMapType }, ([text]) => mapOrError(() => readToml(text))),
};
