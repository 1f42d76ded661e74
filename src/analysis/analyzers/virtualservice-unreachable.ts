import type { JsonObject, Path } from '../../resources/json.ts';
import type { HttpMatch } from '../../resources/kinds/networking.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { VirtualServiceIneffectiveMatch, VirtualServiceUnreachableRule } from '../messages/virtualservice.ts';
import { fingerprint, PrefixMatches } from '../route-matches.ts';

const reasons = {
  secondMatchless:
    'a route without a match before it takes every request. Remove one of the two, or give that one a match',
  afterMatchless: 'a route without a match before it takes every request. Put that one last',
  repeated: 'each of its matches stands in a route before it, or twice in this one. Remove it, or make them differ',
} as const;

const protocols = ['http', 'tcp', 'tls'] as const;

interface Rule {
  readonly name?: string;
  readonly match?: readonly (HttpMatch | JsonObject)[];
}

/**
 * What no request reaches. `key` is how istioctl would tell it from another: it names rules by name or number alone, so
 * that what is alike in `http` and `tcp` is one finding there, and here.
 */
interface Hidden {
  readonly path: Path;
  readonly key: string;
  readonly why: { rule: string; reason: string } | { match: string; earlier: string; prefixes?: readonly string[] };
}

export default defineAnalyzer({
  id: 'virtualservice.UnreachableRuleAnalyzer',
  summary: 'No route or match of a VirtualService is hidden by one before it',
  reads: ['VirtualService'],
  emits: [VirtualServiceUnreachableRule, VirtualServiceIneffectiveMatch],
  run(mesh, report) {
    for (const vs of mesh.each('VirtualService')) {
      const told = new Set<string>();
      for (const protocol of protocols) {
        const rules = vs.spec[protocol];
        if (rules === undefined || !canHide(rules)) continue;
        for (const { path, key, why } of hiddenRules(protocol, rules)) {
          if (told.has(key)) continue;
          told.add(key);
          if ('rule' in why) report(VirtualServiceUnreachableRule, vs.at(...path), why);
          else report(VirtualServiceIneffectiveMatch, vs.at(...path), why);
        }
      }
    }
  },
});

/** False where one match at most, which is what most have, and a last rule without any stand: these hide no other. */
function canHide(rules: readonly Rule[]): boolean {
  const last = rules.length - 1;
  return rules.some(({ match }, i) => !match?.length && i < last) || matchCountOf(rules) > 1;
}

function matchCountOf(rules: readonly Rule[]): number {
  let count = 0;
  for (const { match } of rules) count += match?.length ?? 0;
  return count;
}

/** Rules, and matches of rules, that others before them leave nothing to (Istio's validation of VirtualServices). */
function* hiddenRules(protocol: 'http' | 'tcp' | 'tls', rules: readonly Rule[]): Generator<Hidden> {
  const matchCount = matchCountOf(rules);
  const ids = rules.map(({ name }, i) => (name ? JSON.stringify(name) : `#${i}`));
  const shown = rules.map(({ name }, i) => `${protocol}[${i}]${name ? ` "${name}"` : ''}`);
  const unreachable = (i: number, reason: string): Hidden => {
    return { path: ['spec', protocol, i], key: `${ids[i]} ${reason}`, why: { rule: shown[i]!, reason } };
  };
  const firstWith = new Map<string, number>();
  const prefixes = new PrefixMatches<{ id: string; shown: string }>();
  let matchless: number | undefined;
  for (const [i, { match: matches = [] }] of rules.entries()) {
    if (matches.length === 0) {
      if (matchless !== undefined) yield unreachable(i, reasons.secondMatchless);
      matchless = i;
      continue;
    }
    if (matchless !== undefined) {
      yield unreachable(i, reasons.afterMatchless);
      continue;
    }
    let repeated = 0;
    for (const [j, match] of matches.entries()) {
      const path = ['spec', protocol, i, 'match', j];
      const print = matchCount < 2 ? '' : fingerprint(match);
      const name = protocol === 'http' && match.name ? JSON.stringify(match.name) : `#${j}`;
      const self = `${protocol}[${i}].match[${j}]`;
      const first = firstWith.get(print);
      if (first !== undefined) {
        repeated++;
        yield { path, key: `${ids[i]} ${name} ${ids[first]}`, why: { match: self, earlier: shown[first]! } };
        continue;
      }
      firstWith.set(print, i);
      if (protocol !== 'http') continue;
      const { uri: { prefix = '' } = {} } = match as HttpMatch;
      for (const { prefix: shorter, value } of prefixes.add(match, { id: `${ids[i]} ${name}`, shown: self })) {
        const key = `${ids[i]} ${name} ${prefix} ${value.id} ${shorter}`;
        yield { path, key, why: { match: self, earlier: value.shown, prefixes: [shorter, prefix] } };
      }
    }
    if (repeated === matches.length) yield unreachable(i, reasons.repeated);
  }
}
