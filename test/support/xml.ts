/** An element as the checker read it. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface OpenElement extends XmlElement {
  readonly children: XmlElement[];
  text: string;
}

const name = '[A-Za-z_][\\w.-]*';
const declaration = /^<\?xml version="1\.0" encoding="UTF-8"\?>\n/;
const token = new RegExp(
  `<(?<open>${name})(?<attributes>(?:\\s+${name}="[^"<]*")*)\\s*(?<empty>/?)>|</(?<close>${name})>|(?<text>[^<]+)`,
  'y',
);
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Reads the plain part of XML 1.0 that reports use (elements, attributes, text, the five entities), and throws on
 * anything else: a document that passes is well-formed.
 */
export function parseXml(source: string): XmlElement {
  if (!declaration.test(source)) throw new Error('no XML declaration');
  for (const char of source) {
    if (!isXmlChar(char.codePointAt(0)!)) throw new Error(`not an XML character: ${JSON.stringify(char)}`);
  }
  const root: OpenElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  token.lastIndex = declaration.exec(source)![0].length;
  while (token.lastIndex < source.length) {
    const at = token.lastIndex;
    const groups = token.exec(source)?.groups;
    if (groups === undefined) throw new Error(`not well-formed: ${source.slice(at, at + 80)}`);
    const parent = open.at(-1)!;
    if (groups.open !== undefined) {
      const element = { name: groups.open, attributes: attributesOf(groups.attributes!), children: [], text: '' };
      parent.children.push(element);
      if (groups.empty === '') open.push(element);
    } else if (groups.close !== undefined) {
      if (parent.name !== groups.close) throw new Error(`</${groups.close}> closes <${parent.name}>`);
      open.pop();
    } else parent.text += decode(groups.text!);
  }
  if (open.length !== 1) throw new Error(`<${open.at(-1)!.name}> is never closed`);
  if (root.children.length !== 1 || root.text.trim() !== '') throw new Error('there must be one root element');
  return root.children[0]!;
}

function attributesOf(source: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, key, value] of source.matchAll(new RegExp(`(${name})="([^"]*)"`, 'g'))) {
    if (Object.hasOwn(attributes, key!)) throw new Error(`attribute ${key} stands twice`);
    if (/[\n\r\t]/.test(value!)) throw new Error(`attribute ${key} has blanks that a reader would turn into spaces`);
    attributes[key!] = decode(value!);
  }
  return attributes;
}

function decode(text: string): string {
  if (text.includes(']]>')) throw new Error(']]> in text');
  return text.replace(/&([^;\s]*;?)/g, (_, entity: string) => {
    const char = entities[entity.slice(0, -1)];
    if (char === undefined || !entity.endsWith(';')) throw new Error(`no such entity: &${entity}`);
    return char;
  });
}

/** XML 1.0, section 2.2. */
const isXmlChar = (code: number): boolean =>
  code === 0x9 ||
  code === 0xa ||
  code === 0xd ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  code >= 0x10000;
