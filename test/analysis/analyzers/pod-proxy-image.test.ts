import analyzer from '../../../src/analysis/analyzers/pod-proxy-image.ts';
import { testAnalyzer } from '../../support/analyzer.ts';

const namespace = (labels: string) => `
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {${labels}}}
---`;
const injector = (values: object, suffix = '') => `
apiVersion: v1
kind: ConfigMap
metadata: {name: istio-sidecar-injector${suffix}, namespace: istio-system}
data: {values: '${JSON.stringify(values)}'}
---`;
const pod = (image: string, metadata = '', field = 'containers') => `
apiVersion: v1
kind: Pod
metadata: {name: cart, namespace: shop${metadata}}
spec: {${field}: [{name: istio-proxy, image: ${image}}]}
---`;
const proxyConfig = (namespace: string, imageType: string, selector = '') => `
apiVersion: networking.istio.io/v1beta1
kind: ProxyConfig
metadata: {name: images, namespace: ${namespace}}
spec: {image: {imageType: ${imageType}}${selector}}
---`;
const values = { global: { hub: 'registry.shop.example/istio', tag: '1.30.3', proxy: { image: 'proxyv2' } } };
const image = 'registry.shop.example/istio/proxyv2:1.30.3';
const injected = namespace('istio-injection: enabled') + injector(values);
const mismatch = ['IST0158 Namespace shop 4:50 metadata.labels.istio-injection'];

testAnalyzer(analyzer, [
  { name: 'the image that injection gives', yaml: injected + pod(image), finds: [] },
  {
    name: 'an older image',
    yaml: injected + pod('old:1.29') + pod('old:1.28', '', 'initContainers').replace('cart', 'basket'),
    finds: mismatch,
    says: ['restart basket, cart', image],
  },
  { name: 'no injector in the input', yaml: namespace('istio-injection: enabled') + pod('old'), finds: [] },
  {
    name: 'an injector that does not tell its image',
    yaml: namespace('istio-injection: enabled') + injector({ global: { hub: 'a' } }) + pod('old'),
    finds: [],
  },
  {
    name: 'a whole image name in the injector',
    yaml:
      namespace('istio-injection: enabled') +
      injector({ global: { proxy: { image: 'shop/proxy:1' } } }) +
      pod('shop/proxy:1'),
    finds: [],
  },
  { name: 'a namespace that is not injected', yaml: namespace('a: b') + injector(values) + pod('old'), finds: [] },
  {
    name: 'the injector of the namespace’s revision',
    yaml:
      namespace('istio.io/rev: canary') +
      injector(values) +
      injector({ global: { ...values.global, tag: '2' } }, '-canary') +
      pod(image),
    finds: ['IST0158 Namespace shop 4:47 metadata.labels.istio.io/rev'],
  },
  {
    name: 'a revision without injector',
    yaml: namespace('istio.io/rev: canary') + injector(values) + pod('old'),
    finds: [],
  },
  {
    name: 'a Pod that names its image',
    yaml: injected + pod('own', ', annotations: {sidecar.istio.io/proxyImage: own}'),
    finds: [],
  },
  {
    name: 'the image type of the mesh config',
    meshConfig: 'defaultConfig: {image: {imageType: distroless}}',
    yaml: injected + pod(`${image}-distroless`),
    finds: [],
  },
  {
    name: 'a type that nothing asks for',
    yaml: injected + pod(`${image}-distroless`),
    finds: mismatch,
  },
  {
    name: 'the image type of the mesh’s, the namespace’s, the workload’s ProxyConfig',
    meshConfig: 'defaultConfig: {image: {imageType: distroless}}',
    yaml:
      injected +
      proxyConfig('istio-system', 'debug') +
      pod(`${image}-debug`) +
      proxyConfig('shop', 'slim') +
      pod(`${image}-slim`).replace('cart', 'catalog') +
      proxyConfig('shop', 'tiny', ', selector: {matchLabels: {app: pay}}').replace('images', 'pay') +
      pod(`${image}-tiny`, ', labels: {app: pay}').replace('cart', 'payments') +
      pod(`${image}-tiny`).replace('cart', 'checkout'),
    finds: mismatch,
    says: ['restart cart, checkout'],
  },
  {
    name: 'the image type of annotations',
    yaml:
      injected +
      pod(`${image}-debug`, ', annotations: {proxy.istio.io/config: "image: {imageType: debug}"}') +
      pod(`${image}-debug`, ', annotations: {sidecar.istio.io/proxyImageType: debug}').replace('cart', 'catalog') +
      pod(`${image}-`, ', annotations: {proxy.istio.io/config: "image: {imageType: default}"}').replace('cart', 'x'),
    finds: [],
  },
  {
    name: 'annotations that say no image type',
    yaml: injected + pod(`${image}-debug`, ', annotations: {proxy.istio.io/config: "image: debug"}'),
    finds: mismatch,
  },
]);
