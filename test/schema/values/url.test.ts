import { describe, expect, it } from 'vitest';
import { parseUrl, type Url } from '../../../src/schema/values/url.ts';
import { type GoUrl, goAnswers } from '../go-answers.ts';

const schemes = ['', 'http:', 'https:', 'HTTP:', 'oci:', 'file:', 'unix:', 'a+b-c.1:', '1a:', '-:', ':', 'a_b:', 'é:'];
const rests = [
  ...[
    '',
    '/',
    '//',
    '///',
    '////a',
    'a',
    'a/b',
    '/a',
    '//a',
    '//a/',
    '//a/b',
    '//a:80',
    '//a:80/b',
    '//a:',
    '//:80',
    '//:80/',
  ],
  ...[
    '//a:b',
    '//a:80:80',
    '//a:-1',
    '//a:99999',
    '//::1/',
    '//[::1]',
    '//[::1]:80',
    '//[::1]80',
    '//[::1',
    '//::1]',
    '//[a]',
  ],
  ...[
    '//[1.2.3.4]',
    '//[fe80::1%25en0]',
    '//[fe80::1%en0]',
    '//[fe80::1%2541]',
    '//[]',
    '//[::1]a',
    '//a[::1]',
    '//[::1]:b',
  ],
  ...[
    '//u@a',
    '//u:p@a',
    '//u:p@b@a',
    '//@a',
    '//u@',
    '//u s@a',
    '//%41@a',
    '//%zz@a',
    '//é@a',
    '//u/@a',
    '//u?@a',
    '//u#@a',
  ],
  ...[
    '//a b',
    '//a%20b',
    '//a%41b',
    '//a%c3%a9',
    '//a%zz',
    '//a%',
    '//a%2',
    '//é',
    '//a"b',
    '//a<b>',
    '//a{b}',
    '//a|b',
    '//a\\b',
    '//a^b',
    '//a`b',
  ],
  ...[
    '//a_b',
    '//a*b',
    '//*.a',
    '//a,b',
    '//a;b',
    '//a=b',
    '//a&b',
    '//a$b',
    "//a'b",
    '//a(b)',
    '//a!b',
    '//a~b',
    '//a+b',
    '//a..b',
    '//.',
    '//a%25b',
  ],
  ...[
    '/a b',
    '/a%20b',
    '/a%zz',
    '/a%2',
    '/é',
    '/a"b',
    '/a<b>',
    '/a{b}',
    '/a|b',
    '/a\\b',
    '/a[b]',
    '/a:b',
    '/a;b=c',
    '/../b',
    '/./b',
    '/a//b',
  ],
  ...[
    'a:b',
    'a:b/c',
    'a/b:c',
    './a:b',
    '?',
    '?a=b',
    '?a b',
    '?a=%zz',
    '??',
    '/?',
    '/?#',
    '#',
    '#a',
    '#%zz',
    '#%41',
    '/#a#b',
    '/a?b#c',
    '/a#b?c',
    '*',
  ],
  ...[
    '//a?b',
    '//a#b',
    '//a?b/c',
    '//a#b/c',
    '//a/?b=c&d',
    '/a\n',
    '/a\tb',
    '/\u007f',
    '/\u0001',
    '//a\n',
    '?a\u0001',
    '#a\u0001',
    '//a\u007f',
    '/\u00ad',
    '/😀',
  ],
];
const texts = [
  ...schemes.slice(0, 2).flatMap((scheme) => rests.map((rest) => scheme + rest)),
  ...schemes
    .slice(2)
    .flatMap((scheme) =>
      ['', '/a', '//a', '//a:80/b', '//a:80:80', 'a', '?a', '#a', '//[::1%25e]:80/'].map((rest) => scheme + rest),
    ),
  ...[
    'mailto:a@b',
    'urn:a:b:c',
    'localhost:80',
    'a.b:80/c',
    '1.2.3.4:80',
    '[::1]:80',
    'http:a',
    'http:a%zz',
    'http:?a',
    ' http://a',
    'http://a ',
    'data:,%zz',
  ],
];

const decoder = new TextDecoder();

/** Without percent signs, as Go shows a host and a path; bytes that are no text as Go's JSON writes them. */
const decoded = (text: string): string =>
  decoder.decode(
    Buffer.from(
      [...text.matchAll(/%([0-9a-f]{2})|[^%]+|%/gi)].flatMap(([all, hex]) =>
        hex === undefined ? [...Buffer.from(all)] : [Number.parseInt(hex, 16)],
      ),
    ),
  );

const asGo = (url: Url | undefined): GoUrl | undefined =>
  url && { ...url, host: decoded(url.host), path: decoded(url.path) };

describe('parseUrl reads as Go does', () => {
  const answers = goAnswers('urls', texts);

  it('with url.Parse', () => {
    const ours = texts.map((text) => ({ text, url: asGo(parseUrl(text)) }));
    expect(ours).toEqual(answers.map(({ text, url }) => ({ text, url })));
  });

  it('with url.ParseRequestURI', () => {
    const ours = texts.map((text) => ({ text, url: asGo(parseUrl(text, true)) }));
    expect(ours).toEqual(answers.map(({ text, requestURI }) => ({ text, url: requestURI })));
  });
});

it('parseUrl takes a megabyte apart in no time', () => {
  const start = performance.now();
  for (const part of ['a', '/', ':', '%', '%41', '[', ']', '@', '#', '?', 'a:', '//', 'http:', 'é', '.', '::']) {
    const long = part.repeat(1e6 / part.length);
    for (const text of [long, `http://${long}`, `http://[${long}`, `http://a/${long}`, `http://${long}@a`])
      parseUrl(text);
  }
  expect(performance.now() - start).toBeLessThan(4000);
});
