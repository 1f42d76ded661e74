/** A small mesh with a flaw of each of many kinds, as an API server takes it. */
export const flawedMesh = `
apiVersion: v1
kind: Namespace
metadata:
  name: default
---
apiVersion: v1
kind: Namespace
metadata:
  name: istio-system
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: istio
  namespace: istio-system
data:
  mesh: |
    ingressControllerMode: "OFF"
---
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    istio-injection: enabled
---
apiVersion: v1
kind: Namespace
metadata:
  name: tools
---
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  selector:
    app: cart
  ports:
    - name: frontdoor
      port: 80
---
apiVersion: v1
kind: Pod
metadata:
  name: cart-1
  namespace: shop
  labels:
    app: cart
spec:
  containers:
    - name: cart
      image: cart:1
---
apiVersion: v1
kind: Pod
metadata:
  name: printer
  namespace: tools
spec:
  containers:
    - name: printer
      image: printer:1
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  namespace: shop
spec:
  selector:
    matchLabels:
      app: cart
  template:
    metadata:
      labels:
        app: cart
    spec:
      securityContext:
        runAsUser: 1337
      containers:
        - name: cart
          image: cart:1
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: catalog
  namespace: shop
spec:
  hosts: [catalog]
  http:
    - route:
        - destination:
            host: nowhere
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: wrong
  namespace: shop
spec:
  hosts: [cart]
  gateways: [absent]
  http:
    - match:
        - uri:
            prefix: /a
      route:
        - destination:
            host: cart
            subset: v9
          weight: 100
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: cart
  namespace: shop
spec:
  host: cart
  subsets:
    - name: v2
      labels:
        version: v2
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: front
  namespace: shop
spec:
  selector:
    app: cart
  servers:
    - port:
        number: 443
        name: https
        protocol: HTTPS
      tls:
        mode: SIMPLE
        credentialName: no-such-secret
      hosts: ["shop.example.com"]
---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: lonely
  namespace: tools
spec:
  workloadSelector:
    labels:
      app: nobody
---
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata:
  name: old
  namespace: shop
spec:
  configPatches:
    - applyTo: HTTP_FILTER
      patch:
        operation: REPLACE
        value: {}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: strict
  namespace: tools
spec:
  rules:
    - from:
        - source:
            namespaces: [nowhere]
---
apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata:
  name: machines
  namespace: shop
spec:
  metadata:
    labels:
      "no label!": x
  template: {}
`;
