import { orList } from '../../../base/list-names.ts';
import { didYouMean } from '../../../base/nearest.ts';
import type { IstioOperatorSpec } from '../../compiled/install.istio.io/IstioOperator.js';
import { profiles as summaries } from '../../compiled/profiles.js';
import { type Problem, quote } from '../../values/value.ts';
import type { Field } from '../rule.ts';

/** Files in the folder `profiles`, which are those of Istio. */
const profiles = Object.keys(summaries);
/** Files in the folder `files` of Istio's charts. */
const chartProfiles = ['ambient', 'demo', 'preview', 'remote', 'stable'];
const compatibilityVersions = ['1.25', '1.26', '1.27', '1.28', '1.29'];
const platforms = ['gke', 'k3d', 'k3s', 'microk8s', 'minikube', 'openshift'];

/** Reports sets of settings that Istio has none of by their name. What a package of the user's own has is not known. */
export function checkPresets(
  { profile, compatibilityVersion, installPackagePath, values = {} }: IstioOperatorSpec,
  field: Field,
): void {
  if (installPackagePath) return;
  field.at('profile').check(profileProblem(profile));
  field.at('compatibilityVersion').check(nameProblem(compatibilityVersion, compatibilityVersions));
  const at = field.at('values');
  at.at('profile').check(nameProblem(values.profile, chartProfiles));
  at.at('compatibilityVersion').check(nameProblem(values.compatibilityVersion, compatibilityVersions));
  at.at('global', 'platform').check(nameProblem(values.global?.platform, platforms));
}

function profileProblem(name = ''): Problem {
  if (/\/|\.ya?ml$/.test(name)) {
    return `must be a profile's name, not a path such as ${quote(name)}. Give a file of your own by itself, with -f`;
  }
  return nameProblem(name, profiles);
}

function nameProblem(name = '', known: readonly string[]): Problem {
  if (name === '' || known.includes(name)) return undefined;
  const guess = didYouMean(name, known);
  return `must be ${orList(known)}, not ${quote(name)}${guess && `.${guess}`}`;
}
