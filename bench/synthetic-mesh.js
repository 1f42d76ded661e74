// A mesh made to measure: per service two Deployments, a Service, a DestinationRule with two subsets, a VirtualService
// with a canary and an AuthorizationPolicy; twenty services to a namespace, which has a Gateway, its Deployment and
// Pod, a Sidecar and a PeerAuthentication. Every 25th service routes to a subset that does not exist.

const servicesPerNamespace = 20;
const mistakeEvery = 25;

const deployment = (name, ns, version) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}-${version}
  namespace: ${ns}
spec:
  replicas: 2
  selector:
    matchLabels:
      app: ${name}
      version: ${version}
  template:
    metadata:
      labels:
        app: ${name}
        version: ${version}
    spec:
      serviceAccountName: ${name}
      containers:
      - name: server
        image: shop.example/${name}:${version}
        ports:
        - containerPort: 8080
        resources:
          requests: {cpu: 100m, memory: 64Mi}
`;

const namespaceDocuments = (ns) => [
  `apiVersion: v1
kind: Namespace
metadata:
  name: ${ns}
  labels:
    istio-injection: enabled
`,
  `apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: entrance
  namespace: ${ns}
spec:
  selector:
    istio: entrance-${ns}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: ["*.${ns}.example"]
`,
  `apiVersion: v1
kind: Pod
metadata:
  name: entrance-0
  namespace: ${ns}
  labels:
    istio: entrance-${ns}
spec:
  containers:
  - name: istio-proxy
    image: proxy.example/proxyv2:1.30.3
`,
  `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: default
  namespace: ${ns}
spec:
  egress:
  - hosts: ["./*", "istio-system/*"]
`,
  `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: default
  namespace: ${ns}
spec:
  mtls:
    mode: STRICT
`,
  deployment('entrance', ns, 'v1'),
];

const serviceDocuments = (name, ns, canary) => [
  deployment(name, ns, 'v1'),
  deployment(name, ns, 'v2'),
  `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: ${ns}
spec:
  selector:
    app: ${name}
  ports:
  - name: http
    port: 80
    targetPort: 8080
`,
  `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: ${name}
  namespace: ${ns}
spec:
  host: ${name}
  trafficPolicy:
    outlierDetection:
      consecutive5xxErrors: 5
      interval: 10s
  subsets:
  - name: v1
    labels:
      version: v1
  - name: v2
    labels:
      version: v2
`,
  `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ${name}
  namespace: ${ns}
spec:
  hosts:
  - ${name}
  - ${name}.${ns}.example
  gateways:
  - entrance
  - mesh
  http:
  - match:
    - headers:
        x-try-out:
          exact: "yes"
    route:
    - destination:
        host: ${name}
        subset: ${canary}
  - route:
    - destination:
        host: ${name}
        subset: v1
      weight: 90
    - destination:
        host: ${name}
        subset: v2
      weight: 10
    timeout: 5s
`,
  `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: ${name}
  namespace: ${ns}
spec:
  selector:
    matchLabels:
      app: ${name}
  rules:
  - from:
    - source:
        namespaces: ["${ns}"]
    to:
    - operation:
        methods: ["GET", "POST"]
`,
];

/** YAML of a mesh with `count` services, and how many resources it holds. */
export function syntheticMesh(count) {
  const documents = [];
  for (let i = 0; i < count; i++) {
    const ns = `team-${Math.floor(i / servicesPerNamespace)}`;
    if (i % servicesPerNamespace === 0) documents.push(...namespaceDocuments(ns));
    documents.push(...serviceDocuments(`service-${i}`, ns, i % mistakeEvery === 0 ? 'v3' : 'v2'));
  }
  return { text: documents.join('---\n'), resources: documents.length };
}
