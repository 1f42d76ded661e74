import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readArchive } from '../../../src/render/chart/archive.ts';
import { type Chart, customResourceDefinitions } from '../../../src/render/chart/chart.ts';
import { loadChart } from '../../../src/render/chart/load.ts';
import { renderChart } from '../../../src/render/chart/render.ts';
import { helmFunctions } from '../../../src/render/functions/functions.ts';

const chartYaml = 'apiVersion: v2\nname: one\nversion: 1.0.0\n';
const filesOf = (texts: Readonly<Record<string, string>>) =>
  Object.entries(texts).map(([path, text]) => ({ path, bytes: Buffer.from(text) }));
const load = (texts: Readonly<Record<string, string>>): Chart => loadChart(filesOf(texts), 'here');

/** A member of a tar archive: its header, and what it holds in blocks of 512 bytes. */
function member(
  name: string,
  content: string | Buffer,
  { flag = '0', size }: { flag?: string; size?: number } = {},
): Buffer {
  const bytes = Buffer.from(content);
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write('0000644\0', 100);
  header.write(`${(size ?? bytes.length).toString(8).padStart(11, '0')}\0`, 124);
  header.write('        ', 148);
  header.write(flag, 156);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}
const archive = (...members: readonly Buffer[]): Buffer => gzipSync(Buffer.concat([...members, Buffer.alloc(1024)]));
const head = member('one/Chart.yaml', chartYaml);

describe('a chart’s files', () => {
  it.each<[string, Record<string, string>, string]>([
    ['no Chart.yaml', { 'values.yaml': '' }, 'here: Chart.yaml file is missing'],
    ['no name', { 'Chart.yaml': 'version: 1.0.0' }, 'here/Chart.yaml: name is required'],
    ['no version', { 'Chart.yaml': 'name: one' }, 'here/Chart.yaml: version is required'],
    [
      'a version of another kind',
      { 'Chart.yaml': 'name: one\nversion: latest' },
      'here/Chart.yaml: version must be a semantic version, not "latest"',
    ],
    ['a name that climbs', { 'Chart.yaml': 'name: ../x\nversion: 1.0.0' }, 'name must be the name of a folder'],
    [
      'a type of its own',
      { 'Chart.yaml': `${chartYaml}type: tool` },
      'type must be application or library, not "tool"',
    ],
    ['keywords that are none', { 'Chart.yaml': `${chartYaml}keywords: x` }, 'here/Chart.yaml: keywords must be a list'],
    ['a list for a chart', { 'Chart.yaml': '- a' }, 'here/Chart.yaml: must be a map'],
    [
      'dependencies of one name',
      { 'Chart.yaml': `${chartYaml}dependencies: [{name: a}, {name: b, alias: a}]` },
      'more than one dependency has the name or alias "a"',
    ],
    ['values that are a list', { 'Chart.yaml': chartYaml, 'values.yaml': '- a' }, 'here/values.yaml: must be a map'],
    ['values that are no YAML', { 'Chart.yaml': chartYaml, 'values.yaml': 'a: 1\nb: [' }, 'here/values.yaml:'],
    [
      'a file for a dependency',
      { 'Chart.yaml': chartYaml, 'charts/README.md': 'x' },
      'here/charts/README.md: Chart.yaml file is missing',
    ],
  ])('%s', (_name, texts, message) => {
    expect(() => load(texts)).toThrow(message);
  });

  it('are templates, values, dependencies, and others', () => {
    const chart = load({
      'Chart.yaml': `\ufeff${chartYaml}`,
      'values.yaml': 'a: 1',
      'values.schema.json': '{}',
      'templates/a.yaml': 'a',
      'crds/x.yaml': 'kind: X',
      'crds/README.md': 'about',
      'charts/two/Chart.yaml': chartYaml.replace('one', 'two'),
      'charts/two/crds/y.json': '{}',
      LICENSE: 'l',
    });
    expect(chart.values).toEqual(new Map([['a', 1]]));
    expect(chart.templates.map(({ path }) => path)).toEqual(['templates/a.yaml']);
    expect(chart.files.map(({ path }) => path)).toEqual(['crds/x.yaml', 'crds/README.md', 'LICENSE']);
    expect(chart.dependencies.map(({ metadata }) => metadata.name)).toEqual(['two']);
    expect(customResourceDefinitions(chart).map(({ path }) => path)).toEqual(['crds/x.yaml', 'crds/y.json']);
    expect(chart.schema).toEqual(Buffer.from('{}'));
  });

  it('must give values of dependencies as maps', () => {
    const chart = load({ 'Chart.yaml': chartYaml, 'charts/two/Chart.yaml': chartYaml.replace('one', 'two') });
    const render = () =>
      renderChart(chart, new Map([['two', 7]]), { release: { name: 'r', namespace: 'n' }, functions: helmFunctions });
    expect(render).toThrow('values of chart one: type mismatch on two: it must be a map');
  });

  it.each<[string, string, string]>([
    ['a library', 'type: library', 'chart one: library charts are not installable'],
    [
      'for another Kubernetes',
      'kubeVersion: ">=1.30-0"',
      'chart one requires kubeVersion: >=1.30-0 which is incompatible with Kubernetes v1.20.0',
    ],
  ])('cannot be rendered: %s', (_name, more, message) => {
    const render = () =>
      renderChart(load({ 'Chart.yaml': chartYaml + more }), new Map(), {
        release: { name: 'r', namespace: 'n' },
        functions: helmFunctions,
      });
    expect(render).toThrow(message);
  });
});

describe('an archive', () => {
  const loadArchive = (bytes: Uint8Array): Chart => loadChart(readArchive(bytes, 'one.tgz'), 'one.tgz');

  it('holds what its folder holds', () => {
    const long = `one/templates/${'long'.repeat(40)}.yaml`;
    const pax = `path=${long}\n`;
    const record = `${pax.length + 4} ${pax}`;
    const chart = loadArchive(
      archive(
        member('one/', '', { flag: '5' }),
        head,
        member('one/./templates/a.yaml', 'x'.repeat(600)),
        member('pax', record, { flag: 'x' }),
        member('cut', 'long'),
        member('././@LongLink', `${long}2\0`, { flag: 'L' }),
        member('cut', 'longer'),
        member('pax_global_header', '', { flag: 'g' }),
      ),
    );
    expect(chart.templates.map(({ path, text }) => [path, text.length])).toEqual([
      ['templates/a.yaml', 600],
      [long.slice(4), 4],
      [`${long.slice(4)}2`, 6],
    ]);
  });

  it('may hold others', () => {
    const inner = archive(member('two/Chart.yaml', chartYaml.replace('one', 'two')));
    const chart = loadArchive(archive(head, member('one/charts/two-1.0.0.tgz', inner)));
    expect(chart.dependencies[0]!.metadata.name).toBe('two');
  });

  it.each<[string, Buffer, string]>([
    ['no archive', Buffer.from('name: x'), 'one.tgz: is not a gzipped archive'],
    ['damaged', archive(head).subarray(0, 60), 'one.tgz: is damaged: it cannot be unpacked'],
    ['empty', archive(), 'one.tgz: holds no files'],
    ['no folder', archive(member('Chart.yaml', chartYaml)), 'Chart.yaml must be in a folder of the archive'],
    ['a way out', archive(head, member('one/../../etc/passwd', 'x')), 'is outside of the chart'],
    ['a way out of Windows', archive(head, member('one\\..\\x', 'x')), 'is outside of the chart'],
    ['an absolute path', archive(head, member('/etc/passwd', 'x')), 'is outside of the chart'],
    ['a drive', archive(head, member('one/c:/x', 'x')), 'is outside of the chart'],
    ['a link', archive(head, member('one/l', '', { flag: '2' })), '"one/l" is a link or a device'],
    ['a hard link', archive(head, member('one/l', '', { flag: '1' })), '"one/l" is a link or a device'],
    ['a large file', archive(head, member('one/l', Buffer.alloc(6 << 20))), 'has 6291456 bytes: at most 5242880'],
    ['a bomb', gzipSync(Buffer.alloc(101 << 20)), 'one.tgz: unpacks to more than 104857600 bytes'],
    ['a size that lies', archive(member('one/x', 'y', { size: 1 << 20 })), 'is damaged: it ends within a file'],
    ['a wrong checksum', gzipSync(Buffer.alloc(1024, 'a')), 'is damaged: a checksum is wrong'],
  ])('is refused: %s', (_name, bytes, message) => {
    expect(() => loadArchive(bytes)).toThrow(message);
  });
});
