import { describe, expect, it } from 'vitest';
import type {
  HTTPMatchRequest,
  HTTPRoute,
} from '../../../../src/schema/compiled/networking.istio.io/VirtualService.js';
import rules from '../../../../src/schema/rules/virtual-service.ts';
import { problemsOf } from '../../../support/rules.ts';

const route = [{ destination: { host: 'cart' } }];
const redirect = { uri: '/moved' };
const directResponse = { status: 404 };
const delegate = { name: 'cart', namespace: 'shop' };
const rewrite = { uri: '/new' };
const fault = { abort: { httpStatus: 503, percentage: { value: 1 } } };

type Case<T> = [T, ...string[]];

/** Says of each case what is found in the one HTTP route of a VirtualService, at paths from that route. */
function judge(cases: readonly Case<HTTPRoute>[], hosts: readonly string[] | undefined = ['cart']): void {
  it.each(cases)('%j', (http, ...problems) => {
    const found = problemsOf(rules, { ...(hosts && { hosts }), http: [http] });
    expect(found.map((problem) => problem.replace('spec.http[0].', ''))).toEqual(problems);
  });
}

/** As `judge`, of routes that forward and have these fields besides. */
const judgeFields = (cases: readonly Case<HTTPRoute>[]): void =>
  judge(cases.map(([fields, ...problems]) => [{ route, ...fields }, ...problems]));

/** As `judge`, of routes with this one match. */
const judgeMatches = (cases: readonly Case<HTTPMatchRequest>[]): void =>
  judgeFields(cases.map(([match, ...problems]) => [{ match: [match] }, ...problems]));

describe('what a route does', () => {
  judge([
    [{ route, rewrite, fault, mirror: { host: 'shadow' } }],
    [{ redirect }],
    [{ directResponse, corsPolicy: {} }],
    [{ delegate, rewrite, directResponse }],
    [{}, 'route: is missing, and so are redirect, directResponse and delegate: a route has one of them'],
    [
      { route: [], rewrite },
      'route: is missing, and so are redirect, directResponse and delegate: a route has one of them',
    ],
    [
      { redirect, route, fault, rewrite, directResponse },
      'route: must not be there beside redirect',
      'fault: must not be there beside redirect',
      'rewrite: must not be there beside redirect',
      'directResponse: must not be there beside redirect',
    ],
    [
      { directResponse, route, fault, rewrite },
      'route: must not be there beside directResponse',
      'fault: must not be there beside directResponse',
      'rewrite: must not be there beside directResponse',
    ],
    [
      { delegate, redirect, route },
      'redirect: must not be there beside delegate',
      'route: must not be there beside delegate',
    ],
    [
      { route, mirror: { host: 'shadow' }, mirrors: [{ destination: { host: 'shadow' } }] },
      'mirrors: must not be there beside mirror: one of them names all',
    ],
  ]);

  describe('in a delegate', () => {
    judge(
      [
        [{ route }],
        [{ delegate }, 'delegate: must not be there without hosts in the spec: a delegate has no delegates'],
        [
          { delegate, redirect, route },
          'delegate: must not be there without hosts in the spec: a delegate has no delegates',
          'route: must not be there beside redirect',
        ],
      ],
      [],
    );
  });
});

describe('matches', () => {
  judgeMatches([
    [{ uri: { prefix: '' }, method: { exact: '' }, headers: { 'x-here': {} }, port: 443 }],
    [{ withoutHeaders: { 'x-any': { regex: '*' }, 'x-some': { regex: 'a.*' } }, sourceNamespace: 'shop' }],
    [
      { uri: { regex: '(?=a)' } },
      'match[0].uri.regex: "(?=a)" is no regular expression in RE2\'s syntax: error parsing regexp: invalid or unsupported Perl syntax: `(?=`',
    ],
    [{ uri: { regex: '' } }, 'match[0].uri.regex: must not be empty'],
    [
      { scheme: { prefix: '' }, method: { prefix: '' }, authority: { regex: '' } },
      'match[0].scheme.prefix: must not be empty',
      'match[0].method.prefix: must not be empty',
      'match[0].authority.regex: must not be empty',
    ],
    [{ queryParams: { page: { prefix: '' } } }, 'match[0].queryParams.page.prefix: must not be empty'],
    [
      { headers: { 'a b': { regex: '*' } } },
      'match[0].headers["a b"]: must be the name of a header, of letters, digits and !#$%&\'*+-.^_`|~, not "a b"',
      'match[0].headers["a b"].regex: "*" is no regular expression in RE2\'s syntax: error parsing regexp: missing argument to repetition operator: `*`',
    ],
    [
      { withoutHeaders: { '': { regex: '' } } },
      'match[0].withoutHeaders[""]: must be the name of a header, and not empty',
      'match[0].withoutHeaders[""].regex: must not be empty',
    ],
    [{ port: 70_000 }, 'match[0].port: must be a port from 1 to 65535, not 70000'],
    [
      { sourceLabels: { app: 'a b' } },
      'match[0].sourceLabels.app: must be letters, digits, "-", "_" and ".", with a letter or digit at both ends, not "a b"',
    ],
    [
      { gateways: ['a/b/c'] },
      'match[0].gateways[0]: must be a gateway\'s name, perhaps with its namespace and a slash before it, not "a/b/c"',
    ],
    [{ sourceNamespace: 'a.b' }, 'match[0].sourceNamespace: must be a namespace\'s name, not "a.b"'],
  ]);
});

describe('headers', () => {
  judgeFields([
    [{ headers: { request: { set: { Host: 'a.example.com', 'x-pod': '%HOSTNAME%' }, remove: ['x-old'] } } }],
    [
      { headers: { request: { set: { ':path': '/' }, add: { 'x-share': '50%' }, remove: ['Host'] } } },
      'headers.request.set[":path"]: must not be ":path": Envoy changes no pseudo-header, nor Host, here',
      'headers.request.add.x-share: has a % as its character 3 that starts no variable such as %HOSTNAME%: write %% for a percent sign',
      'headers.request.remove[0]: must not be "Host": Envoy changes no pseudo-header, nor Host, here',
    ],
    [
      { headers: { response: { set: { host: 'a' }, add: { '': 'a' }, remove: [':status'] } } },
      'headers.response.set.host: must not be "host": Envoy changes no pseudo-header, nor Host, here',
      'headers.response.add[""]: must be the name of a header, and not empty',
      'headers.response.remove[0]: must not be ":status": Envoy changes no pseudo-header, nor Host, here',
    ],
    [
      { route: [{ destination: { host: 'cart' }, headers: { response: { remove: [''] } } }] },
      'route[0].headers.response.remove[0]: must be the name of a header, and not empty',
    ],
  ]);
});

describe('destinations', () => {
  judgeFields([
    [{ route: [{ destination: { host: '*.example.com', subset: 'v1', port: { number: 80 } }, weight: 0 }] }],
    [{ route: [{ destination: { host: 'a' }, weight: 1 }, { destination: { host: 'b' } }] }],
    [
      { route: [{ destination: { host: '*', subset: 'v.1', port: {} } }] },
      'route[0].destination.host: must be a host, not "*"',
      'route[0].destination.subset: must be letters, digits and inner hyphens, at most 63 of them, not "v.1"',
      'route[0].destination.port.number: must be a port from 1 to 65535, not 0',
    ],
    [{ route: [{ destination: {} }] }, 'route[0].destination.host: must not be empty'],
    [{ route: [...route, ...route] }, 'route: has 2 destinations, none with a weight above 0'],
    [
      {
        route: [
          { destination: { host: 'a' }, weight: 1 },
          { destination: { host: 'b' }, weight: -1 },
        ],
      },
      'route[1].weight: must be 0 or more, not -1',
    ],
  ]);
});

describe('mirrors', () => {
  judgeFields([
    [{ mirror: { host: 'shadow' }, mirrorPercentage: { value: 0.00001 } }],
    [{ mirrors: [{ destination: { host: 'shadow' }, percentage: { value: 100 } }], mirrorPercent: null }],
    [
      { mirror: { host: 'a_b' } },
      'mirror.host: "a_b" is not a host name: its label "a_b" may hold letters, digits and inner hyphens only',
    ],
    [
      { mirrors: [{ destination: { host: '*' }, percentage: { value: 101 } }], mirrorPercentage: { value: -1 } },
      'mirrors[0].destination.host: must be a host, not "*"',
      'mirrors[0].percentage.value: must be from 0 to 100, not 101',
      'mirrorPercentage.value: must be from 0 to 100, not -1',
    ],
    [{ mirrorPercent: 0 }, 'warning mirrorPercent: is deprecated: write mirrorPercentage'],
    [
      { mirror_percent: 101 },
      'mirror_percent: must be at most 100, not 101',
      'warning mirror_percent: is deprecated: write mirrorPercentage',
    ],
  ]);
});

describe('redirects', () => {
  judge([
    [{ redirect: { scheme: 'https', port: 8443, redirectCode: 308 } }],
    [{ redirect: { derivePort: 'FROM_PROTOCOL_DEFAULT' } }],
    [{ redirect: {} }, 'redirect: must have uri, authority, scheme, port or derivePort, to lead elsewhere'],
    [
      { redirect: { scheme: 'HTTP', port: 65_536, redirectCode: 400 } },
      'redirect.scheme: must be http or https, not "HTTP"',
      'redirect.port: must be a port from 1 to 65535, not 65536',
      'redirect.redirectCode: must be one of 301, 302, 303, 307, 308, not 400',
    ],
    [
      { redirect: { uri: '/new', redirectCode: 304 } },
      'warning redirect.redirectCode: must be one of 301, 302, 303, 307, 308, not 304',
    ],
  ]);
});

describe('direct responses', () => {
  const kibibytes = (count: number): string => 'é'.repeat(512 * count);

  judge([
    [{ directResponse: { status: 599, body: { string: 'gone' } } }],
    [{ directResponse: { status: 600 } }, 'directResponse.status: must be an HTTP status from 200 to 599, not 600'],
    [{ directResponse: {} }, 'directResponse.status: must be an HTTP status from 200 to 599, not 0'],
  ]);

  it.each([
    [{ string: kibibytes(100) }, []],
    [{ bytes: Buffer.alloc(100 * 1024).toString('base64') }, []],
    [
      { bytes: Buffer.alloc(100 * 1024 + 1).toString('base64') },
      [
        'warning spec.http[0].directResponse.body.bytes: has 102401 bytes, which istiod sends to every proxy: more than 102400 make it slow',
      ],
    ],
    [
      { string: `${kibibytes(1024)}.` },
      ['spec.http[0].directResponse.body.string: must have at most 1048576 bytes, not 1048577'],
    ],
  ])('judges a body by its size', (body, problems) => {
    const http = [{ directResponse: { status: 200, body } }];
    expect(problemsOf(rules, { hosts: ['cart'], http })).toEqual(problems);
  });
});

describe('rewrites', () => {
  const uriRegexRewrite = { match: '^/old/(.*)', rewrite: '/new/\\1' };

  judgeFields([
    [{ rewrite: { authority: 'a.example.com' } }],
    [{ rewrite: { uriRegexRewrite } }],
    [{ rewrite: {} }, 'rewrite: must have uri, uriRegexRewrite or authority'],
    [
      { rewrite: { uri: '/new', uriRegexRewrite } },
      'rewrite.uriRegexRewrite: must not be there beside uri: both replace the path',
    ],
    [
      { rewrite: { uriRegexRewrite: {} } },
      'rewrite.uriRegexRewrite.match: is required, and missing',
      'rewrite.uriRegexRewrite.rewrite: is required, and missing',
    ],
    [
      { rewrite: { uriRegexRewrite: { match: '(', rewrite: '/' } } },
      'rewrite.uriRegexRewrite.match: "(" is no regular expression in RE2\'s syntax: error parsing regexp: missing closing ): `(`',
    ],
    [{ rewrite: { uri: '/new' }, headers: { request: { set: { host: '' }, add: { ':authority': 'a' } } } }],
    [
      { rewrite: { authority: 'a' }, headers: { request: { set: { Host: 'b' }, add: { ':authority': 'c' } } } },
      'headers.request.set.Host: must not replace the host again, which rewrite.authority does',
      'headers.request.add[":authority"]: must not replace the host again, which rewrite.authority does',
    ],
    [
      { headers: { request: { set: { host: 'b' }, add: { host: 'c' } } } },
      'headers.request.add.host: must not replace the host again, which headers.request.set.host does',
    ],
  ]);
});

describe('timeouts and retries', () => {
  const retryOn = (condition: string): string =>
    `retries.retryOn: must be conditions to retry on and HTTP statuses, with commas and no spaces, not ${condition}`;
  const off =
    'retries.attempts: must be 1 or more beside other settings: 0, which a missing one means, turns retries off';

  judgeFields([
    [{ timeout: '1.5s', retries: { attempts: 3, perTryTimeout: '250ms', retryOn: '5xx,reset,503', backoff: '1ms' } }],
    [{ retries: { attempts: 0, retryRemoteLocalities: null, backoff: '1s' } }],
    [{ timeout: '0s' }, 'timeout: must be at least 1ms, not 0s'],
    [{ timeout: '1.0005s' }, 'timeout: must be whole milliseconds, not 1.0005s'],
    [{ retries: { attempts: -1 } }, 'retries.attempts: must be 0 or more, not -1'],
    [{ retries: { perTryTimeout: '1s' } }, off],
    [{ retries: { retryOn: '5xx' } }, off],
    [{ retries: { retryRemoteLocalities: false } }, off],
    [
      { retries: { attempts: 1, perTryTimeout: '0s', backoff: '-1s' } },
      'retries.perTryTimeout: must be at least 1ms, not 0s',
      'retries.backoff: must be at least 1ms, not -1s',
    ],
    [
      { retries: { attempts: 1, retryOn: '5xx, rest,599,' } },
      `${retryOn('" rest"')}. Did you mean "reset"?`,
      retryOn('"599"'),
      retryOn('""'),
    ],
  ]);
});

describe('faults', () => {
  judgeFields([
    [{ fault }],
    [{ fault: { delay: { fixedDelay: '5s', percentage: { value: 0 } }, abort: { grpcStatus: 'NOT_FOUND' } } }],
    [{ fault: {} }, 'fault: must have delay or abort, or both'],
    [
      {
        fault: {
          delay: { fixedDelay: '0s', percentage: { value: 0.00001 } },
          abort: { httpStatus: 0, percentage: { value: 101 } },
        },
      },
      'fault.delay.percentage.value: must be 0, or from 0.0001 to 100, not 0.00001',
      'fault.delay.fixedDelay: must be at least 1ms, not 0s',
      'fault.abort.percentage.value: must be 0, or from 0.0001 to 100, not 101',
      'fault.abort.httpStatus: must be an HTTP status from 200 to 599, not 0',
    ],
    [
      { fault: { delay: { exponentialDelay: '1s' }, abort: { http2Error: 'x' } } },
      'fault.delay.exponentialDelay: is not supported: set fixedDelay',
      'fault.abort.http2Error: is not supported: set httpStatus or grpcStatus',
    ],
    [
      { fault: { delay: { percent: 101 }, abort: {} } },
      'warning fault.delay: delays nothing: set fixedDelay',
      'warning fault.delay.percent: must be from 0 to 100, not 101',
      'warning fault.abort: aborts nothing: set httpStatus or grpcStatus',
    ],
    [
      { fault: { abort: { grpcStatus: 'CANCELED' } } },
      'fault.abort.grpcStatus: must be the name of a gRPC status, such as CANCELLED, not "CANCELED"',
    ],
    [
      { fault: { abort: { grpcStatus: '14' } } },
      'fault.abort.grpcStatus: must be the name of a gRPC status, such as NOT_FOUND, not "14"',
    ],
  ]);
});

describe('CORS policies', () => {
  judgeFields([
    [
      {
        corsPolicy: {
          allowOrigins: [{ exact: 'https://example.com' }, { regex: '.*' }],
          allowMethods: ['GET', '*'],
          allowHeaders: ['x-shop', '*'],
          maxAge: '24h',
        },
      },
    ],
    [
      { corsPolicy: { allowOrigins: [{}, { exact: '' }, { regex: '*' }] } },
      'corsPolicy.allowOrigins[0]: must have exact, prefix or regex',
      'corsPolicy.allowOrigins[1].exact: must not be empty',
      'corsPolicy.allowOrigins[2].regex: "*" is no regular expression in RE2\'s syntax: error parsing regexp: missing argument to repetition operator: `*`',
    ],
    [
      { corsPolicy: { allowMethods: ['get'] } },
      'corsPolicy.allowMethods[0]: must be one of GET, HEAD, POST, PUT, PATCH, DELETE, CONNECT, OPTIONS, TRACE, *, not "get"',
    ],
    [
      { corsPolicy: { allowHeaders: [''], exposeHeaders: ['a b'] } },
      'corsPolicy.allowHeaders[0]: must be the name of a header, and not empty',
      'corsPolicy.exposeHeaders[0]: must be the name of a header, of letters, digits and !#$%&\'*+-.^_`|~, not "a b"',
    ],
    [{ corsPolicy: { maxAge: '1.5s' } }, 'corsPolicy.maxAge: must be whole seconds, not 1.5s'],
    [{ corsPolicy: { maxAge: '-1s' } }, 'corsPolicy.maxAge: must be at least 1ms, not -1s'],
  ]);
});
