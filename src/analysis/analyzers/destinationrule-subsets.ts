import { append } from '../../base/append.ts';
import type { BodyOf } from '../../resources/kinds.ts';
import type { Resource } from '../../resources/resource.ts';
import { formatLabels, matchesLabels } from '../../resources/selector.ts';
import { defineAnalyzer, type MeshView } from '../analyzer.ts';
import { DestinationRuleSubsetNotSelectPods, UnknownDestinationRuleHost } from '../messages/destinationrule.ts';

type Labels = Readonly<Record<string, string>>;
type Pod = Resource<BodyOf<'Pod'>>;

/** Labels that Istio gives a Pod by the Node that it runs on (istiod's service registry, AugmentLabels). */
const region = 'topology.kubernetes.io/region';
const zone = 'topology.kubernetes.io/zone';
const subzone = 'topology.istio.io/subzone';
const hostname = 'kubernetes.io/hostname';
const placeKeys: readonly string[] = [region, zone, subzone, hostname];

export default defineAnalyzer({
  id: 'destinationrule.SubsetSelectPodAnalyzer',
  summary: 'The host of a DestinationRule exists, and each of its subsets selects Pods',
  reads: ['DestinationRule', 'Pod', 'Node', 'Service', 'ServiceEntry'],
  emits: [DestinationRuleSubsetNotSelectPods, UnknownDestinationRuleHost],
  evidence: { Pod: [DestinationRuleSubsetNotSelectPods], Service: [UnknownDestinationRuleHost] },
  run(mesh, report) {
    const selectsPods = podSelection(mesh);
    for (const rule of mesh.each('DestinationRule')) {
      const { host = '', exportTo, subsets = [] } = rule.spec;
      const owner = mesh.hosts.find(host, rule.namespace, exportTo);
      if (owner === undefined) {
        report(UnknownDestinationRuleHost, rule.at('spec', 'host'), { host });
        continue;
      }
      const last = new Map<string, number>();
      for (let i = 0; i < subsets.length; i++) last.set(subsets[i]!.name ?? '', i);
      for (let i = 0; i < subsets.length; i++) {
        const { name: subset = '', labels } = subsets[i]!;
        // Of two subsets with one name the later counts.
        if (last.get(subset) !== i) continue;
        if (isBetweenReleases(rule, labels)) continue;
        const selector = merge(owner.workloadLabels, labels);
        const written = formatLabels(selector);
        if (selectsPods(selector, written)) continue;
        const at = rule.at('spec', 'subsets', i, 'labels');
        report(DestinationRuleSubsetNotSelectPods, at, { subset, labels: written });
      }
    }
  },
});

/**
 * True for a subset that Argo Rollouts has tied to a ReplicaSet: after a release that was aborted the canary's has no Pods, and
 * its route no weight, until the next one.
 */
const isBetweenReleases = ({ annotations }: Pick<Resource, 'annotations'>, labels: Labels = {}): boolean =>
  annotations['argo-rollouts.argoproj.io/managed-by-rollouts'] !== undefined &&
  labels['rollouts-pod-template-hash'] !== undefined;

/** The labels that either has; most hosts are Services, which have none of their own. */
const merge = (own: Labels, given: Labels = {}): Labels =>
  Object.keys(own).length === 0 ? given : { ...own, ...given };

/** A test whether a selector, given also as text, selects any Pod at all: by its own labels and those of its place. */
function podSelection(mesh: MeshView<'Pod' | 'Node'>): (selector: Labels, written: string) => boolean {
  const nodes = new Map(mesh.each('Node').map(({ name, labels }) => [name, labels]));
  const places = new Map(mesh.each('Pod').map((pod) => [pod, placeOf(pod, nodes)]));
  const placed = new Map<string, Pod[]>();
  for (const [pod, place] of places) {
    for (const pair of Object.entries(place)) append(placed, pair.join('='), pod);
  }
  const answers = new Map<string, boolean>();
  return (selector, written) => {
    let answer = answers.get(written);
    if (answer === undefined) {
      const pairs = Object.entries(selector);
      const byPlace = pairs.filter(([key]) => placeKeys.includes(key));
      const byLabel = pairs.filter(([key]) => !placeKeys.includes(key));
      const place = Object.fromEntries(byPlace);
      const [fewest] = byPlace.map((pair) => placed.get(pair.join('=')) ?? []).sort((a, b) => a.length - b.length);
      const candidates =
        byLabel.length === 0 && fewest !== undefined ? fewest : mesh.labelled('Pod', Object.fromEntries(byLabel));
      answer =
        candidates.some((pod) => matchesLabels(place, places.get(pod)!)) ||
        (byPlace.length === 0 && mesh.podsToBe(selector).length > 0);
      answers.set(written, answer);
    }
    return answer;
  };
}

/** The labels that say where a Pod runs: its own, but for those that its Node knows better. */
function placeOf(pod: Pod, nodes: ReadonlyMap<string, Labels>): Labels {
  const node = nodes.get(pod.spec.nodeName ?? '') ?? {};
  const place: Record<string, string> = {};
  for (const key of placeKeys) if (pod.labels[key] !== undefined) place[key] = pod.labels[key];
  if (node[region]) place[region] = node[region];
  // Istio writes a locality as region/zone/subzone: without a zone there is no subzone.
  if (node[zone]) place[zone] = node[zone];
  if (node[zone] && node[subzone]) place[subzone] = node[subzone];
  if (pod.spec.nodeName) place[hostname] = pod.spec.nodeName;
  return place;
}
