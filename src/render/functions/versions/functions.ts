import { type Functions, goFunction } from '../../template/model/function.ts';
import { boolType, stringType } from '../../template/model/types.ts';
import { Pointer } from '../../template/model/values.ts';
import { fulfils } from './constraints.ts';
import { parseVersion, versionPointerType } from './version.ts';

export const versionFunctions: Functions = {
  semver: goFunction(
    { takes: [stringType], gives: versionPointerType },
    ([text]) => new Pointer(versionPointerType, parseVersion(text)),
  ),
  semverCompare: goFunction({ takes: [stringType, stringType], gives: boolType }, ([constraints, version]) =>
    fulfils(version, constraints),
  ),
};
