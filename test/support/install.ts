import { type GenerateOptions, generate } from '../../src/install/generate.ts';
import { contentOf } from '../../src/install/operator-content.ts';
import { readOperator } from '../../src/install/operator-files.ts';
import type { ChartRequest, InstallPackage } from '../../src/install/package.ts';
import { parseSetFlag } from '../../src/install/settings/set-flag.ts';
import type { Json, JsonObject } from '../../src/resources/json.ts';

export const operatorFile = (spec: string, name = 'a.yaml') =>
  readOperator({ name, text: `apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\n${spec}` });

/** Profiles for tests, with names of Istio's: `default` has istiod alone, `stable` cannot be read. */
const profiles: Readonly<Record<string, string>> = {
  default: `metadata: { namespace: istio-system }
spec:
  hub: example.com/istio
  tag: "1"
  components:
    base: { enabled: false }
    pilot: { enabled: true }
    ingressGateways: [{ name: istio-ingressgateway, enabled: false }]
    egressGateways: [{ name: istio-egressgateway, enabled: false }]
  values:
    global: { istioNamespace: istio-system, proxy: { logLevel: warning } }
    ztunnel: { resourceName: ztunnel }
`,
  demo: 'spec: { values: { global: { proxy: { logLevel: "off" } } } }',
  stable: 'spec: [',
};

/** A package whose charts are functions of their values; what was asked of them is kept. */
export class FakePackage implements InstallPackage {
  readonly requests: ChartRequest[] = [];
  readonly profiles = Object.keys(profiles);

  constructor(private readonly charts: Readonly<Record<string, (values: JsonObject) => readonly Json[]>> = {}) {}

  readProfile(name: string) {
    return { name, text: `apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\n${profiles[name]}` };
  }

  profileOperator(name: string) {
    return contentOf(readOperator(this.readProfile(name)));
  }

  async renderChart(request: ChartRequest) {
    this.requests.push(request);
    return {
      place: request.folders[0]!,
      objects: this.charts[request.folders[0]!]?.(request.values) ?? [],
      warnings: [],
    };
  }
}

export interface Wanted {
  readonly files?: readonly string[];
  readonly set?: readonly string[];
  readonly force?: boolean;
}

/** Generates from a package of a test's own. */
export const generateFrom = (source: InstallPackage, { files = [], set = [], force = false }: Wanted = {}) => {
  const options: GenerateOptions = {
    files: files.map((spec, i) => operatorFile(spec, `${'abc'[i]}.yaml`)),
    flags: set.map((text) => parseSetFlag(text)),
    force,
    kubernetesVersion: '1.32.0',
    openPackage: async () => source,
  };
  return generate(options);
};
