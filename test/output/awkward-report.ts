import { type Analyzer, defineAnalyzer } from '../../src/analysis/analyzer.ts';
import type { Finding } from '../../src/analysis/finding.ts';
import { type MessageType, message } from '../../src/analysis/message.ts';
import { inOrder } from '../../src/analysis/order.ts';
import type { Level } from '../../src/base/levels.ts';
import type { FindingsReport } from '../../src/output/findings/findings-report.ts';
import { type Position, SourceDocument, type SourceFile } from '../../src/resources/document.ts';
import type { Path } from '../../src/resources/json.ts';
import { Resource } from '../../src/resources/resource.ts';

/** The place of `needle` in `text`. */
export function placeOf(text: string, needle: string): Position {
  const start = text.indexOf(needle);
  if (start < 0) throw new Error(`${needle} is not in the text`);
  const [a, b] = [start, start + needle.length].map((offset) => {
    const before = text.slice(0, offset).split('\n');
    return { line: before.length, column: before.at(-1)!.length + 1 };
  });
  return { line: a!.line, column: a!.column, endLine: b!.line, endColumn: b!.column };
}

export interface MadeFinding {
  readonly file: SourceFile;
  readonly kind?: string;
  readonly name?: string;
  readonly code?: string;
  readonly level?: Level;
  readonly message?: string;
  readonly analyzer?: string;
  readonly path?: Path;
  /** The field's text in the file; without it the finding stands at the very start. */
  readonly at?: string;
  readonly cluster?: string;
}

/** A finding without any analysis. */
export function makeFinding(made: MadeFinding): Finding {
  const { file, kind = 'VirtualService', name = 'cart', code = 'IST0101', level = 'Error' } = made;
  const { message = 'something is wrong', analyzer = 'a.One', path = ['spec'], at = '', cluster } = made;
  const body = { apiVersion: 'networking.istio.io/v1', kind, metadata: { name, namespace: 'shop' } };
  const document = new SourceDocument(file, { index: 0, start: 0, end: file.text.length, line: 1 });
  const resource = new Resource(body, document, cluster === undefined ? {} : { cluster });
  return { code, level, message, analyzer, resource, path, position: placeOf(file.text, at) };
}

const type = (code: string, name: string, level: Level, summary: string): MessageType =>
  message({ code, name, level, summary, text: () => '' });
const messages = [
  type('IST0101', 'ReferencedResourceNotFound', 'Error', 'Something that is referred to does not exist'),
  type('IST0102', 'NamespaceNotInjected', 'Info', 'A namespace says nothing of "injection" & <more>'),
  type('IST0104', 'GatewayPortNotOnWorkload', 'Warning', 'A port that does not occur in this report'),
  type('MW0001', 'DuplicateResource', 'Warning', 'The same resource is defined twice'),
];

const analyzer = (id: string, summary: string, evidence: Analyzer['evidence'] = {}): Analyzer => ({
  ...defineAnalyzer({ id, summary, reads: [], emits: [], run() {} }),
  evidence,
});

const cart: SourceFile = {
  name: 'k8s/cart.yaml',
  text: `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: cart
spec:
  hosts: ["cart", "<script>"]
  gateways:
  - public
  http:
  - route:
    - destination: { host: cart }
      weight: 100
`,
};
const dos: SourceFile = { name: 'k8s\\dos file.yaml', text: 'kind: VirtualService\r\nspec:\r\n\thosts:\t[a|b]\r\n' };
const stdin: SourceFile = { name: '-', text: 'metadata:\n  name: 購物車🛒-é # \u001b[31mred\n' };
const json: SourceFile = {
  name: '/home/dev/project/deploy/100% über/all.json',
  text: `{"items":[${'{"host":"filler.example"},'.repeat(40)}{"host":"needle.example"}${',{"host":"filler.example"}'.repeat(40)}]}`,
};
const secret: SourceFile = { name: '../secrets.yaml', text: 'kind: Secret\nstringData:\n  key: hunter2\n' };
const compact: SourceFile = {
  name: 'k8s/compact.yaml',
  text: '{items: [{kind: Secret, data: {key: aHVudGVyMg==}}, {kind: VirtualService, spec: {hosts: [x]}}]}\n',
};

const gateways = 'virtualservice.GatewayAnalyzer';
const hosts = 'hosts.<Odd>"Analyzer"';

const awkward: FindingsReport = {
  version: '1.2.3',
  cwd: '/home/dev/project',
  messages,
  ran: [
    analyzer(gateways, 'Every gateway exists'),
    analyzer(hosts, 'Hosts & "quotes" <tags>'),
    analyzer('clean.Analyzer', 'Nothing to see'),
  ],
  skipped: [analyzer('needs.Services', 'Services are named well', { Service: [], ServiceEntry: [] })],
  findings: [
    makeFinding({
      file: cart,
      analyzer: gateways,
      message:
        'gateway "public" does not exist: create that Gateway, or correct the name (namespace/name for one in another namespace)',
      path: ['spec', 'gateways', 0],
      at: 'public',
    }),
    makeFinding({
      file: cart,
      analyzer: hosts,
      level: 'Warning',
      code: 'MW0001',
      message:
        'host `<script>alert(1)</script>` | ]]> & "quoted" \'single\' 100%, a:b, @team #1 [here](https://evil.example) *bold* _it_ ~~no~~ \\ {0}',
      path: ['spec', 'hosts', 1],
      at: '"<script>"',
    }),
    makeFinding({
      file: cart,
      analyzer: hosts,
      level: 'Info',
      code: 'IST0102',
      message:
        'two\nlines\r\n::error file=x::forged, \u001b]0;title\u0007 ESC and BEL, C1 \u009b31m, right-to-left \u202e, half \ud800, tab\t.',
      path: ['metadata', 'annotations', 'a.b/c "d"'],
      at: 'route:\n    - destination: { host: cart }\n      weight: 100',
    }),
    makeFinding({ file: dos, analyzer: gateways, cluster: 'east', path: ['spec', 'hosts'], at: '[a|b]' }),
    makeFinding({ file: dos, analyzer: gateways, cluster: 'west', path: [], message: 'no place but the start' }),
    makeFinding({
      file: stdin,
      analyzer: hosts,
      level: 'Info',
      code: 'IST0102',
      name: '購物車🛒',
      path: ['metadata', 'name'],
      at: '🛒-é',
    }),
    makeFinding({
      file: json,
      analyzer: gateways,
      path: ['items', 40, 'host'],
      at: '"needle.example"',
      message: 'far along a very long line',
    }),
    makeFinding({
      file: json,
      analyzer: gateways,
      path: ['items', 40, 'host'],
      at: '"needle.example"',
      message: 'the same field again',
    }),
    makeFinding({
      file: secret,
      kind: 'Secret',
      name: 'tls',
      analyzer: 'elsewhere',
      code: 'XX1',
      path: ['stringData', 'key'],
      at: 'hunter2',
    }),
    makeFinding({ file: compact, analyzer: hosts, path: ['spec', 'hosts'], at: '[x]' }),
  ],
};

/** One of every awkward thing that a value, a file or a place can be, in order. */
export const awkwardReport: FindingsReport = {
  ...awkward,
  findings: inOrder(
    awkward.findings,
    awkward.findings.map(({ resource }) => resource),
  ),
};

/** What a run without findings hands to a formatter. */
export const cleanReport: FindingsReport = { ...awkwardReport, findings: [] };
