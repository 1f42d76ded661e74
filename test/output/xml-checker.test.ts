import { expect, it } from 'vitest';
import { parseXml } from '../support/xml.ts';

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';

it('reads elements, attributes and text', () => {
  expect(parseXml(`${head}<a b="&lt;&quot;"><c/>x &amp; y</a>\n`)).toEqual({
    name: 'a',
    attributes: { b: '<"' },
    children: [{ name: 'c', attributes: {}, children: [], text: '' }],
    text: 'x & y',
  });
});
it.each([
  '<a/>',
  `${head}<a>`,
  `${head}<a></b>`,
  `${head}<a/><b/>`,
  `${head}<a>&nope;</a>`,
  `${head}<a>& </a>`,
  `${head}<a>]]></a>`,
  `${head}<a>\u0007</a>`,
  `${head}<a b="1" b="2"/>`,
  `${head}<a b="<"/>`,
  `${head}<a b="\n"/>`,
  `${head}<a b=1/>`,
  `${head}<a <b/>`,
])('refuses %j', (source) => {
  expect(() => parseXml(source)).toThrow();
});
