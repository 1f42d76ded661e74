import { describe, expect, it } from 'vitest';
import { injectDocument } from '../../src/inject/inject-document.ts';
import { createInjector } from '../../src/inject/injector.ts';
import type { Outcome } from '../../src/inject/outcome.ts';
import { rewriteFile } from '../../src/inject/rewrite-file.ts';
import { uninjectDocument } from '../../src/inject/uninject-document.ts';
import { workloadKinds } from '../../src/inject/workload-kinds.ts';
import { readYaml } from '../../src/resources/yaml/read.ts';
import { settings } from '../support/injection.ts';

const kinds = workloadKinds();
const injector = createInjector(settings());
const plan = {
  kinds,
  injector,
  surroundings: { settings: settings(), tags: new Set<string>(), namespaces: new Map() },
};

interface Result {
  readonly text: string;
  readonly outcomes: readonly Outcome[];
}

function run(text: string, rewrite: Parameters<typeof rewriteFile>[2]): Result {
  const outcomes: Outcome[] = [];
  const pieces = [...rewriteFile({ name: 'a.yaml', text }, kinds, rewrite, (outcome) => outcomes.push(outcome))];
  expect(outcomes.filter(({ what }) => what === 'failed').map(({ reason }) => reason)).toEqual([]);
  return { text: pieces.join(''), outcomes };
}
const inject = (text: string) => run(text, (document, tell) => injectDocument(document, plan, tell));
const uninject = (text: string) => run(text, (document, tell) => uninjectDocument(document, { kinds, injector }, tell));
const problemsIn = (text: string) => readYaml(text).flatMap(({ problem }) => problem ?? []);

const block = `# The cart.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart # short
  labels: {app: cart}
spec:
  replicas: 0x2   # odd, and to stay
  template:
    metadata:
      labels:
        "app": 'cart'
    spec:
      # what runs
      containers:
      - name: cart
        image: >-
          example.com/cart:1
        env:
        - {name: A, value: "yes"}   # a flow item
        args: ["-c", 'echo "hi"']
        livenessProbe:
          httpGet: {path: /, port: 80}

      volumes: []
`;
const pod =
  '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}, "spec": {"containers": [{"name": "a", "image": "b"}]}}';

const styles: Readonly<Record<string, string>> = {
  'block style with comments': block,
  'line ends of Windows': block.replaceAll('\n', '\r\n'),
  'deeper indentation': block.replace(/^ +/gm, '$&$&').replaceAll('- name: cart\n', '-   name: cart\n'),
  'no line end at the end': block.trimEnd(),
  'blank lines and a comment at the end': `${block}\n\n# bye\n`,
  'a marker first': `---\n${block}`,
  'markers around': `---\n${block}...\n`,
  'several documents': `${block}---\n# only a comment\n---\n${block}---\nkind: Service\napiVersion: v1\nspec: { a:  1 }\n`,
  'flow style': `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: a, image: b}]}\n`,
  'flow style over several lines': `{apiVersion: v1, kind: Pod,\n metadata: {name: p},\n spec: {containers: [\n  {name: a, image: b}, # one\n ]}}\n`,
  'anchors and aliases': `apiVersion: v1
kind: Pod
metadata: &m
  name: p
  labels: &l {app: a}
  annotations: *l
spec:
  containers:
  - &c
    name: a
    image: b
  - <<: *c
    name: c
`,
  'a List': `apiVersion: v1\nkind: List\nitems:\n- ${pod}\n# between\n- apiVersion: v1\n  kind: Service\n  spec: {x: 1}\n- ${pod}\n`,
  'block texts': `apiVersion: v1
kind: Pod
metadata:
  name: p
  annotations:
    note: |
      # meshwright:undo not a comment
      two
spec:
  containers:
  - name: a
    image: b
    args:
    - |+
      text

`,
  'strange quoting': `"apiVersion": "v1"\n'kind': !!str Pod\n? metadata\n: name: "p"\nspec:\n    containers:\n        -   name: a\n            image: "b\\u0020"\n`,
  'no metadata of Pods':
    'apiVersion: batch/v1\nkind: Job\nmetadata: {name: j}\nspec: {template: {spec: {containers: [{name: a}]}}}\n',
  'a CronJob': `apiVersion: batch/v1
kind: CronJob
metadata: {name: j}
spec:
  jobTemplate:
    spec:
      template:
        spec:
          containers:
          - name: a
`,
  'empty maps': 'apiVersion: v1\nkind: Pod\nmetadata: {}\nspec:\n  containers:\n  - name: a\n  volumes:\n',
};

describe('injection of text', () => {
  it.each(Object.entries(styles))('of %s is stable, and can be undone to the byte', (_, text) => {
    const injected = inject(text);
    expect(injected.outcomes.some(({ what }) => what === 'changed')).toBe(true);
    expect(injected.text).not.toBe(text);
    expect(injected.text).toContain('istio-proxy');
    expect(problemsIn(injected.text)).toEqual([]);
    const again = inject(injected.text);
    expect(again.text).toBe(injected.text);
    expect(again.outcomes.every(({ what }) => what !== 'changed')).toBe(true);
    expect(uninject(injected.text).text).toBe(text);
  });

  it('of JSON is stable; it has no comments, so that undoing gives the same value', () => {
    for (const text of [pod, `${JSON.stringify(JSON.parse(pod), null, 2)}\n`]) {
      const injected = inject(text).text;
      expect(JSON.parse(injected).spec.containers).toHaveLength(2);
      expect(inject(injected).text).toBe(injected);
      expect(JSON.parse(uninject(injected).text)).toEqual(JSON.parse(text));
    }
  });

  it('says what was changed since, and takes the sidecar out all the same', () => {
    const injected = inject(block).text.replace('name: A', 'name: B');
    const { text, outcomes } = uninject(injected);
    expect(outcomes.map(({ what, reason }) => `${what}: ${reason}`)).toEqual([
      'changed: it was changed after the injection',
    ]);
    expect(text).not.toContain('istio');
    expect(text).toContain('{name: B, value: "yes"}   # a flow item');
    const again = inject(injected);
    expect(inject(again.text).text).toBe(again.text);
  });

  it('leaves all else as it stands', () => {
    const rest = 'apiVersion: v1\nkind:   ConfigMap\ndata: {a:   "b"}\n';
    for (const text of ['', '\n', '# x\n', '---\n', rest, `---\n---\n${rest}...\n---\n`, '{}', 'just text', '[1, 2]']) {
      expect(inject(text)).toEqual({ text, outcomes: [] });
      expect(uninject(text)).toEqual({ text, outcomes: [] });
    }
  });

  it('leaves what is not injected when it is to be taken out', () => {
    const { text, outcomes } = uninject(block);
    expect(text).toBe(block);
    expect(outcomes.map(({ what, origin, reason }) => `${what} ${origin}: ${reason}`)).toEqual([
      'skipped Deployment cart: it is not injected',
    ]);
  });
});
