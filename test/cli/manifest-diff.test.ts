import { describe, expect, it } from 'vitest';
import { Sandbox } from '../support/run.ts';

const istiod = (replicas: number, image: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: istiod, namespace: istio-system }
spec:
  replicas: ${replicas}
  template:
    spec:
      containers:
        - { name: discovery, image: "${image}" }
---
`;
const map = (text: string) => `apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data:
  note: |
${text
  .split('\n')
  .map((line) => `    ${line}`)
  .join('\n')}
---
`;
const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: istiod, namespace: istio-system }\n---\n';
const role = 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: reader }\n---\n';
const secret = (value: string) => `apiVersion: v1\nkind: Secret\nmetadata: { name: s }\ndata: { key: ${value} }\n---\n`;
const files = {
  'old.yaml': istiod(1, 'pilot:1') + map('one\ntwo\nthree\nfour\nfive') + service,
  'new.yaml': role + map('one\ntwo\n3\nfour\nfive') + istiod(2, 'pilot:1\\e[31m'),
  'a/one.yaml': istiod(1, 'pilot:1'),
  'a/two.yaml': service,
  'b/all.yaml': service + istiod(1, 'pilot:1'),
  'secret-a.yaml': secret('b2xk'),
  'secret-b.yaml': secret('bmV3'),
  'broken.yaml': 'a: [',
  'empty.yaml': '',
};
const diff = (...args: string[]) => new Sandbox(files).run(['manifest', 'diff', ...args]);

describe('manifest diff', () => {
  it('tells what differs, object by object and field by field', () => {
    const { status, stdout, stderr } = diff('old.yaml', 'new.yaml');
    expect({ status, stderr }).toEqual({ status: 79, stderr: '' });
    expect(stdout).toBe(`Only in old.yaml:
  - Service istio-system/istiod

Only in new.yaml:
  + ClusterRole reader

Deployment istio-system/istiod:
  ~ spec.replicas: 1 -> 2
  ~ spec.template.spec.containers[name:discovery].image: "pilot:1" -> "pilot:1\\u001b[31m"

ConfigMap istio-system/istio:
  ~ data.note:
        …
        two
      - three
      + 3
        four
        …

1 object removed, 1 added, 2 changed, 0 the same.
`);
  });

  it.each([
    ['json', ''],
    ['yaml', ''],
  ])('writes %s', (format) => {
    const { status, stdout } = diff('old.yaml', 'new.yaml', '-o', format, '--ignore', 'ConfigMap');
    expect(status).toBe(79);
    if (format === 'yaml') expect(stdout).toMatch(/^before: "old\.yaml"\nafter: "new\.yaml"\nremoved:\n/);
    else
      expect(JSON.parse(stdout)).toEqual({
        before: 'old.yaml',
        after: 'new.yaml',
        removed: [{ apiVersion: 'v1', kind: 'Service', namespace: 'istio-system', name: 'istiod' }],
        added: [{ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', namespace: '', name: 'reader' }],
        changed: [
          {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            namespace: 'istio-system',
            name: 'istiod',
            changes: [
              { path: 'spec.replicas', type: 'changed', old: 1, new: 2 },
              {
                path: 'spec.template.spec.containers[name:discovery].image',
                type: 'changed',
                old: 'pilot:1',
                new: 'pilot:1\u001b[31m',
              },
            ],
          },
        ],
        same: 0,
      });
  });

  it.each<[string, readonly string[]]>([
    ['folders', ['a', 'b']],
    ['a folder and a file', ['a', 'b/all.yaml']],
    ['what is ignored', ['old.yaml', 'new.yaml', '--ignore', '::istio*,ClusterRole']],
    ['what is not selected', ['old.yaml', 'new.yaml', '--select', 'Gateway']],
    ['renamed objects', ['secret-a.yaml', 'secret-a.yaml', '--rename', 'ConfigMap::x->ConfigMap::y']],
  ])('exits with 0 where there is no difference: %s', (_, args) => {
    const { status, stdout } = diff(...args);
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/^No difference: \d+ objects? /) });
  });

  it('reads standard input', () => {
    const box = new Sandbox(files);
    const { status, stdout } = box.run(['manifest', 'diff', 'a', '-'], { input: istiod(2, 'pilot:1') });
    expect(status).toBe(79);
    expect(stdout).toContain('~ spec.replicas: 1 -> 2');
  });

  it('tells what Secrets hold only where that is asked for', () => {
    const hidden = ['text', 'json', 'yaml'].map(
      (format) => diff('secret-a.yaml', 'secret-b.yaml', '-o', format).stdout,
    );
    for (const text of hidden) {
      expect(text).toContain('data.key');
      expect(text).not.toMatch(/b2xk|bmV3/);
    }
    expect(diff('secret-a.yaml', 'secret-b.yaml', '--show-secrets').stdout).toContain('~ data.key: "b2xk" -> "bmV3"');
  });

  it('has colours where they are asked for', () => {
    expect(diff('old.yaml', 'new.yaml', '--color').stdout).toContain('\u001b[32m+ ClusterRole reader\u001b[39m');
    expect(diff('old.yaml', 'new.yaml').stdout).not.toContain('\u001b');
  });

  it.each<[string, readonly string[], number, string]>([
    ['one manifest', ['old.yaml'], 64, 'name two files or folders, not 1'],
    ['three', ['a', 'b', 'old.yaml'], 64, 'not 3'],
    ['standard input twice', ['-', '-'], 64, '- stands for one manifest'],
    ['a file that is not there', ['old.yaml', 'none.yaml'], 65, 'none.yaml'],
    ['a file that cannot be read', ['broken.yaml', 'old.yaml'], 65, 'broken.yaml:1:'],
    [
      'a pattern with too much',
      ['a', 'b', '--select', 'a:b:c:d'],
      64,
      '--select takes Kind:namespace:name, not "a:b:c:d"',
    ],
    ['a name for nothing', ['a', 'b', '--rename', 'a:b:c'], 64, '--rename takes Kind:namespace:name->'],
    ['another format', ['a', 'b', '-o', 'xml'], 64, '--output takes text, json or yaml'],
  ])('refuses %s, and prints nothing', (_, args, status, message) => {
    const ended = diff(...args);
    expect({ status: ended.status, stdout: ended.stdout }).toEqual({ status, stdout: '' });
    expect(ended.stderr).toContain(message);
  });

  it('compares an empty manifest', () => {
    expect(diff('empty.yaml', 'a').stdout).toContain('0 objects removed, 2 added, 0 changed, 0 the same.');
  });
});
