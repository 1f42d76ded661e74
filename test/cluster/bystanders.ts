/** What is somebody else's beside Istio, and has to stay as it is: a Deployment, which `revision` injects, and a ConfigMap. */
export const bystanders = (revision: string): string => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop, labels: { istio.io/rev: ${revision} } }
spec:
  selector: { matchLabels: { app: cart } }
  template:
    metadata: { labels: { app: cart } }
    spec: { containers: [{ name: cart, image: nowhere/cart:1 }] }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: mine, namespace: istio-system }
data: { key: value }
`;
