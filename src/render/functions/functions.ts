import { FunctionError } from '../template/errors.ts';
import { type Functions, goFunction } from '../template/model/function.ts';
import { stringType } from '../template/model/types.ts';
import { certificateFunctions } from './certificates/functions.ts';
import { checksumFunctions } from './checksums.ts';
import { conversionFunctions } from './conversion.ts';
import { dateFunctions } from './dates.ts';
import { defaultFunctions } from './defaults.ts';
import { dictionaryFunctions } from './dictionaries.ts';
import { durationFunctions } from './durations.ts';
import { encodingFunctions } from './encodings.ts';
import { encryptionFunctions } from './encryption.ts';
import { floatFunctions } from './floats.ts';
import { integerFunctions } from './integers.ts';
import { jsonFunctions } from './json.ts';
import { listFunctions } from './lists.ts';
import { passwordFunctions } from './passwords/functions.ts';
import { pathFunctions } from './paths.ts';
import { randomFunctions } from './random.ts';
import { reflectionFunctions } from './reflection.ts';
import { regexFunctions } from './regular-expressions.ts';
import { stringFunctions } from './strings.ts';
import { tomlFunctions } from './toml.ts';
import { urlFunctions } from './urls.ts';
import { usualFunctions } from './usual.ts';
import { versionFunctions } from './versions/functions.ts';
import { wordFunctions } from './words.ts';

/**
 * The functions of sprig 3.3 (masterminds.github.io/sprig), but for those that read the environment: whoever has one gives
 * it. Names are not looked up in the network: `getHostByName` gives an empty text, as Helm's does.
 */
export const sprigFunctions: Functions = {
  ...conversionFunctions,
  ...stringFunctions,
  ...wordFunctions,
  ...integerFunctions,
  ...floatFunctions,
  ...defaultFunctions,
  ...reflectionFunctions,
  ...listFunctions,
  ...dictionaryFunctions,
  ...dateFunctions,
  ...encodingFunctions,
  ...jsonFunctions,
  ...regexFunctions,
  ...urlFunctions,
  ...pathFunctions,
  ...checksumFunctions,
  ...encryptionFunctions,
  ...passwordFunctions,
  ...certificateFunctions,
  ...randomFunctions,
  ...versionFunctions,
  getHostByName: goFunction({ takes: [stringType], gives: stringType }, () => ''),
  fail: goFunction({ takes: [stringType], gives: stringType }, ([message]) => {
    throw new FunctionError(message);
  }),
};

/**
 * The functions that Helm 3 and 4 have for every template; those that need the chart's templates are chart/engine.ts's.
 */
export const helmFunctions: Functions = {
  ...sprigFunctions,
  ...usualFunctions,
  ...tomlFunctions,
  ...durationFunctions,
};
