import { listNames } from '../base/list-names.ts';
import { gatewayApiGroup, neededVersions } from '../resources/gateway-api-versions.ts';
import { defineCheck } from './check.ts';
import { findService, readyEndpoints } from './istiod.ts';
import { type Definition, nameIn, subjectOf } from './shapes.ts';

const installAgain = 'Install the definitions of this release again (`meshwright install`, or the base chart)';

const served = ({ spec }: Definition): string[] =>
  (spec?.versions ?? []).filter(({ served }) => served !== false).map(({ name = '' }) => name);
const groupOf = ({ spec }: Definition): string => spec?.group ?? '';
/** Definitions that Istio owns or uses. */
const concernsMesh = (one: Definition): boolean =>
  /(^|\.)istio\.io$/.test(groupOf(one)) || groupOf(one) === gatewayApiGroup;

export const definitionChecks = [
  defineCheck({
    id: 'MWH301',
    category: 'definitions',
    title: 'Istio’s definitions are installed, in all their versions',
    reads: ['definitions'],
    run({ definitions, settings }, report) {
      const byName = new Map(definitions.map((one) => [one.metadata?.name ?? '', one]));
      const known = settings.definitions;
      const missing = known.filter(({ name }) => !byName.has(name));
      if (missing.length === known.length) {
        report('Error', '', 'none of Istio’s CustomResourceDefinitions is installed', installAgain);
        return undefined;
      }
      for (const { name } of missing) {
        report(
          'Warning',
          `CustomResourceDefinition ${name}`,
          'is not installed, so that the kind cannot be used',
          installAgain,
        );
      }
      for (const { name, versions } of known) {
        const there = byName.get(name);
        const lacking = there === undefined ? [] : versions.filter((version) => !served(there).includes(version));
        if (lacking.length === 0) continue;
        const message = `does not serve ${listNames(lacking)}: resources of that version are refused, and istiod may not read the kind`;
        report('Warning', `CustomResourceDefinition ${name}`, message, installAgain);
      }
      return `${known.length - missing.length} definitions`;
    },
  }),
  defineCheck({
    id: 'MWH302',
    category: 'definitions',
    title: 'Definitions are established',
    reads: ['definitions'],
    run({ definitions }, report) {
      for (const one of definitions.filter(concernsMesh)) {
        for (const type of ['NamesAccepted', 'Established']) {
          const condition = one.status?.conditions?.find((it) => it.type === type);
          if (condition?.status === 'True') continue;
          const message = `is not ${type === 'Established' ? 'established' : 'accepted'}: ${condition?.message ?? 'the API server has not said why'}`;
          report('Error', subjectOf(one), message, 'Remove what has the same names, or install it again');
          break;
        }
      }
      return undefined;
    },
  }),
  defineCheck({
    id: 'MWH303',
    category: 'definitions',
    title: 'Nothing is stored in a version that will go',
    reads: ['definitions'],
    run({ definitions }, report) {
      for (const one of definitions.filter(concernsMesh)) {
        const versions = one.spec?.versions ?? [];
        const storage = versions.find(({ storage }) => storage === true)?.name;
        const names = versions.map(({ name }) => name);
        for (const version of one.status?.storedVersions ?? []) {
          if (version === storage) continue;
          const isGone = !names.includes(version);
          report(
            isGone ? 'Error' : 'Info',
            subjectOf(one),
            isGone
              ? `objects may be stored in version ${version}, which is no longer defined: they cannot be read`
              : `objects may still be stored in version ${version}, though ${storage ?? 'another'} is the one to store`,
            `Write each object of the kind once more, then take ${version} out of status.storedVersions`,
          );
        }
      }
      return undefined;
    },
  }),
  defineCheck({
    id: 'MWH304',
    category: 'definitions',
    title: 'Versions can be converted',
    reads: ['definitions', 'services', 'endpointSlices'],
    run({ definitions, services, endpointSlices }, report) {
      for (const one of definitions.filter(concernsMesh)) {
        const { strategy, webhook } = one.spec?.conversion ?? {};
        const target = webhook?.clientConfig?.service;
        if (strategy !== 'Webhook' || target === undefined) continue;
        const isThere = findService(services, target) !== undefined && readyEndpoints(target, endpointSlices) > 0;
        if (isThere) continue;
        report(
          'Error',
          subjectOf(one),
          `is converted by Service ${nameIn(target)}, behind which nothing answers: its objects cannot be read`,
          'Bring that Service back, or set spec.conversion.strategy to None',
        );
      }
      return undefined;
    },
  }),
  defineCheck({
    id: 'MWH305',
    category: 'definitions',
    title: 'The Gateway API is recent enough',
    stages: ['installed', 'before'],
    reads: ['definitions'],
    run({ definitions }, report) {
      const own = definitions.filter((one) => groupOf(one) === gatewayApiGroup);
      if (own.length === 0) {
        const hint =
          'Install it for waypoints and for Gateways of gateway.networking.k8s.io (https://gateway-api.sigs.k8s.io)';
        report('Info', '', 'the Gateway API is not installed', hint);
        return undefined;
      }
      for (const one of own) {
        const { now, soon } = neededVersions[one.spec?.names?.kind ?? ''] ?? {};
        const versions = served(one);
        const said = `serves ${versions.join(', ') || 'no version'}`;
        if (now !== undefined && !versions.includes(now)) {
          report('Error', subjectOf(one), `${said}, and Istio needs ${now}`, 'Upgrade the Gateway API');
        } else if (soon !== undefined && !versions.includes(soon)) {
          report(
            'Warning',
            subjectOf(one),
            `${said}, and coming releases of Istio will need ${soon}`,
            'Upgrade the Gateway API',
          );
        }
      }
      const bundle = own
        .map(({ metadata }) => metadata?.annotations?.[`${gatewayApiGroup}/bundle-version`])
        .find(Boolean);
      return bundle;
    },
  }),
];
