import type { Container } from '../../resources/kinds/core.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { JwksUriFetchUnrestricted } from '../messages/policy.ts';

const variable = 'BLOCKED_CIDRS_IN_JWKS_URIS';

export default defineAnalyzer({
  id: 'authn.BlockedCIDRsAnalyzer',
  summary: 'istiod is told which addresses it must not fetch JWT keys from',
  reads: ['RequestAuthentication', 'Deployment'],
  emits: [JwksUriFetchUnrestricted],
  run(mesh, report) {
    // Rules that hold their keys themselves need no fetching; all others do, at least of the issuer's OpenID configuration.
    const fetching = mesh.each('RequestAuthentication').filter(({ spec }) => spec.jwtRules?.some(({ jwks }) => !jwks));
    if (fetching.length === 0) return;
    const policies = fetching.map(({ fullName }) => fullName);
    for (const istiod of mesh.labelled('Deployment', { app: 'istiod' })) {
      const containers = istiod.spec.template?.spec?.containers ?? [];
      if (containers.some(isSet)) continue;
      const discovery = Math.max(
        0,
        containers.findIndex(({ name }) => name === 'discovery'),
      );
      const at = istiod.at('spec', 'template', 'spec', 'containers', discovery, 'env');
      report(JwksUriFetchUnrestricted, at, { policies });
    }
  },
});

const isSet = ({ env = [] }: Container): boolean =>
  env.some(({ name, value, valueFrom }) => name === variable && Boolean(value || valueFrom));
