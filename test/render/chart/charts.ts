import type { HelmCase } from '../functions/helm.ts';

const chartYaml = (name: string, more = ''): string => `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n${more}`;
const show = '{{ toYaml .Values }}\n';
const single = (template: string, more: Partial<HelmCase> = {}): HelmCase => ({
  files: { 'Chart.yaml': chartYaml('one'), 'templates/a.yaml': template },
  ...more,
});
const dependency = (name: string, more = ''): string => `- {name: ${name}, version: ">=0", repository: ""${more}}\n`;

/** A parent and its children, all of which show their values. */
const family = (
  dependencies: string,
  parent: string,
  children: Readonly<Record<string, string>>,
  values: unknown = {},
): HelmCase => ({
  files: {
    'Chart.yaml': chartYaml('parent', dependencies === '' ? '' : `dependencies:\n${dependencies}`),
    'values.yaml': parent,
    'templates/show.yaml': show,
    ...Object.fromEntries(
      Object.entries(children).flatMap(([path, text]) => [
        [`charts/${path}/Chart.yaml`, chartYaml(path.split('/').at(-1)!)],
        [`charts/${path}/values.yaml`, text],
        [`charts/${path}/templates/show.yaml`, show],
      ]),
    ),
  },
  values,
});

/** Charts by what they show of the engine; each gives what Helm gives. */
export const charts: Readonly<Record<string, HelmCase>> = {
  'values: what is given wins, maps are merged, lists replaced': family(
    '',
    'a: 1\nb: {x: 1, y: 2}\nl: [1, 2]\n',
    {},
    { a: 2, b: { y: 3, z: 4 }, l: [3] },
  ),
  'values: null takes a default away': family(
    '',
    'a: 1\nb: {x: 1, y: {z: 1}}\nn: null\n',
    {},
    {
      a: null,
      b: { x: null, y: null, w: null },
      c: null,
    },
  ),
  'values: a map cannot become a number': family('', 'b: {x: 1}\nc: 1\n', {}, { b: 5, c: { d: 1 } }),
  'values: dependencies get what is below their name': family(
    '',
    'child: {a: parent}\n',
    { child: 'a: own\nb: own\n' },
    { child: { b: 'given' } },
  ),
  'values: null for a dependency': family(
    '',
    'child: {a: null}\n',
    { child: 'a: own\nb: {c: 1}\n' },
    {
      child: { b: { c: null } },
    },
  ),
  'values: globals reach all': family(
    '',
    'global: {a: 1, m: {x: 1}}\n',
    { child: 'global: {b: 2, m: {y: 2, x: 9}}\n', 'child/charts/grand': 'global: {c: 3}\n' },
    { global: { a: 5, n: null } },
  ),
  'values: globals that are no map': family('', 'global: 1\n', { child: 'a: 1\n' }),
  'dependencies: a condition switches off': family(
    dependency('child', ', condition: child.enabled') + dependency('other', ', condition: "no.such,other.on"'),
    'child: {enabled: false}\nother: {on: true}\n',
    { child: 'a: 1\n', other: 'b: 2\n' },
  ),
  'dependencies: a condition within a dependency': {
    files: {
      'Chart.yaml': chartYaml('parent', `dependencies:\n${dependency('child')}`),
      'templates/show.yaml': show,
      'charts/child/Chart.yaml': chartYaml('child', `dependencies:\n${dependency('grand', ', condition: grand.on')}`),
      'charts/child/values.yaml': 'grand: {on: true}\n',
      'charts/child/templates/show.yaml': show,
      'charts/child/charts/grand/Chart.yaml': chartYaml('grand'),
      'charts/child/charts/grand/templates/show.yaml': show,
    },
    values: { child: { grand: { on: false } } },
  },
  'dependencies: tags': family(
    dependency('child', ', tags: [x, y]') + dependency('other', ', tags: [x]') + dependency('third'),
    'tags: {x: false, y: true}\n',
    { child: 'a: 1\n', other: 'b: 2\n', third: 'c: 3\n' },
  ),
  'dependencies: conditions count more than tags': family(
    dependency('child', ', tags: [x], condition: child.on'),
    'tags: {x: false}\nchild: {on: true}\n',
    { child: 'a: 1\n' },
  ),
  'dependencies: aliases make two of one': family(
    dependency('child', ', alias: first') + dependency('child', ', alias: second, condition: second.on'),
    'first: {a: f}\nsecond: {a: s, on: true}\n',
    { child: 'a: own\nb: own\n' },
  ),
  'dependencies: those that Chart.yaml does not name are used': family(dependency('child'), '', {
    child: 'a: 1\n',
    extra: 'b: 1\n',
  }),
  'dependencies: another version is not used for a name': family(
    '- {name: child, version: "^2", repository: "", condition: child.on}\n',
    'child: {on: false}\n',
    { child: 'a: 1\n' },
  ),
  'import-values: exports': family(
    dependency('child', ', import-values: [data]'),
    'own: 1\nx: parent\n',
    { child: 'exports: {data: {x: child, y: child}}\n' },
    { y: 'given' },
  ),
  'import-values: from and to': family(
    dependency('child', ', import-values: [{child: a.b, parent: q.r}, {child: no.such, parent: z}]'),
    'q: {r: {k: parent}}\n',
    { child: 'a: {b: {k: child, l: child, n: null}}\n' },
  ),
  'library charts give partials only': {
    files: {
      'Chart.yaml': chartYaml('parent'),
      'templates/a.yaml': '{{ include "lib.x" . }}',
      'charts/lib/Chart.yaml': chartYaml('lib', 'type: library\n'),
      'charts/lib/templates/_x.tpl': '{{ define "lib.x" }}{{ .Chart.Name }}{{ end }}',
      'charts/lib/templates/no.yaml': 'not rendered',
    },
  },
  'order: what is defined twice is the parent’s': {
    files: {
      'Chart.yaml': chartYaml('parent'),
      'templates/_a.tpl': '{{ define "x" }}parent a{{ end }}',
      'templates/_b.tpl': '{{ define "x" }}parent b{{ end }}',
      'templates/sub/_c.tpl': '{{ define "x" }}parent c{{ end }}',
      'templates/show.yaml': '{{ include "x" . }} {{ template "x" . }}',
      'charts/child/Chart.yaml': chartYaml('child'),
      'charts/child/templates/_a.tpl': '{{ define "x" }}child{{ end }}',
      'charts/child/templates/show.yaml': '{{ include "x" . }}',
    },
  },
  'order: values that a template sets stay for those after it': {
    files: {
      'Chart.yaml': chartYaml('one'),
      'values.yaml': 'a: 1\n',
      'templates/a.yaml': 'a={{ .Values.a }}',
      'templates/b.yaml': '{{ $_ := set .Values "a" "from b" }}b={{ .Values.a }}',
      'templates/c.yaml': 'c={{ .Values.a }}',
      'templates/deep/d.yaml': 'd={{ .Values.a }}',
    },
  },
  'notes, partials and other files': {
    files: {
      'Chart.yaml': chartYaml('one'),
      'templates/NOTES.txt': 'Thanks for {{ .Chart.Name }}',
      'templates/_p.tpl': 'unseen',
      'templates/_dir/x.yaml': 'seen',
      'templates/x.txt': 'text',
      'templates/empty.yaml': '',
      'crds/a.yaml': 'kind: X',
      'README.md': 'r',
    },
  },
  'template, chart, release and subcharts': {
    files: {
      'Chart.yaml': chartYaml('parent', 'annotations: {a: b}\nmaintainers: [{name: me, email: e}]\nkeywords: [k]\n'),
      'templates/a.yaml':
        '{{ toJson .Template }} {{ toJson .Chart }} {{ toJson .Release }} {{ .Subcharts.child.Values.a }} ' +
        '{{ .Subcharts.child.Chart.Name }} {{ (index .Chart.Maintainers 0).Name }} {{ .Chart.Annotations.a }}',
      'charts/child/Chart.yaml': chartYaml(
        'child',
        'apiVersion: v1\n'.replace('apiVersion: v1\n', 'appVersion: 1.10\n'),
      ),
      'charts/child/values.yaml': 'a: own\n',
      'charts/child/templates/a.yaml': '{{ toJson .Template }} {{ .Chart.IsRoot }} {{ .Chart.AppVersion }}',
    },
    release: 'rel',
    namespace: 'ns',
  },
  capabilities: single(
    '{{ .Capabilities.KubeVersion }} {{ .Capabilities.KubeVersion.Major }} {{ .Capabilities.APIVersions.Has "a/v1" }}' +
      ' {{ .Capabilities.APIVersions | len }} {{ semverCompare ">=1.30-0" .Capabilities.KubeVersion.Version }}',
    { kubeVersion: '1.30.1', apiVersions: ['a/v1', 'b/v1/Kind'] },
  ),
  'capabilities by default': single('{{ .Capabilities.KubeVersion.Version }} {{ toJson .Capabilities.APIVersions }}'),
  'an old chart': {
    files: {
      'Chart.yaml': 'name: old\nversion: v1.2\ndescription: "a\tb"\n',
      'requirements.yaml': 'dependencies: [{name: child, version: ">0", condition: child.on}]\n',
      'templates/a.yaml': '{{ .Files.Get "requirements.yaml" }} {{ .Chart.APIVersion }} {{ .Chart.Description }}',
      'charts/child/Chart.yaml': chartYaml('child'),
      'charts/child/templates/a.yaml': 'seen',
    },
    values: { child: { on: false } },
  },
  'charts that are none are passed over': {
    files: {
      'Chart.yaml': chartYaml('one'),
      'templates/a.yaml': 'x',
      'charts/_hidden/Chart.yaml': 'bad',
      'charts/.dot/x': 'y',
    },
  },
  'error: syntax': single('a\n{{ if }}'),
  'error: unknown function': single('\n\n{{ nope 1 }}'),
  'error: unclosed': single('{{ range .Values }}'),
  'error: in the middle of a line': single('ab: {{ .Values.a.b.c }}\n'),
  'error: in an include': {
    files: {
      'Chart.yaml': chartYaml('one'),
      'templates/_h.tpl': '{{ define "h" }}\n{{ .Values.x.y }}{{ end }}',
      'templates/a.yaml': '{{ define "g" }}{{ include "h" . }}{{ end }}\n  {{ include "g" . | indent 2 }}',
    },
  },
  'error: fail': single('{{ fail "stop: here" }}'),
  'error: fail in an include': single('{{ define "f" }}{{ fail "in\\nlines" }}{{ end }}{{ include "f" . }}'),
  'error: required': single('x: {{ required "give a name: now" .Values.name | quote }}'),
  'error: required in tpl': single('x: {{ tpl "{{ required \\"r\\" .Values.n }}" . }}'),
  'error: tpl cannot be read': single('{{ tpl "{{ if }}" . }}'),
  'error: no such template': single('{{ include "x" . }}'),
  'error: no such template, directly': single('{{ template "x" . }}'),
  'error: of a type': single('{{ add1 1 2 }}'),
  'error: in a dependency': {
    files: {
      'Chart.yaml': chartYaml('parent'),
      'charts/child/Chart.yaml': chartYaml('child'),
      'charts/child/templates/x.yaml': '{{ .Values.a.b }}',
    },
  },
  'include: without end': single('{{ define "a" }}{{ .x }}{{ end }}{{ include "a" (dict "x" 1) }}'),
  'tpl: sees what is defined, and defines': single(
    '{{ define "a" }}A{{ end }}{{ tpl "{{ define \\"b\\" }}B{{ end }}{{ include \\"a\\" . }}{{ include \\"b\\" . }}" . }}' +
      '{{ tpl "{{ define \\"a\\" }}new{{ end }}{{ template \\"a\\" }}" . }}{{ include "a" . }}',
  ),
};
