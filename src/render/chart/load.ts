import type { Json } from '../../resources/json.ts';
import { defaultLimits } from '../../resources/yaml/limits.ts';
import { yamlDocuments } from '../../resources/yaml/read.ts';
import { decode } from '../template/model/text.ts';
import { readArchive } from './archive.ts';
import { type Chart, ChartError, type ChartFile } from './chart.ts';
import { readDependencies, readMetadata } from './metadata.ts';
import { valuesOf } from './values.ts';

/** Charts within charts within charts. */
const deepest = 20;

/**
 * The chart that files make up.
 * @param origin where they come from, for messages: a folder or an archive
 * @throws ChartError
 */
export const loadChart = (files: readonly ChartFile[], origin: string): Chart =>
  load(files.map(withoutMark), origin, 0);

/** Without the byte order mark. */
const withoutMark = (file: ChartFile): ChartFile =>
  file.bytes[0] === 0xef && file.bytes[1] === 0xbb && file.bytes[2] === 0xbf
    ? { ...file, bytes: file.bytes.subarray(3) }
    : file;

function load(files: readonly ChartFile[], origin: string, depth: number): Chart {
  if (depth > deepest) throw new ChartError(`${origin}: charts lie more than ${deepest} deep within each other`);
  const byPath = new Map(files.map((file) => [file.path, file]));
  const yaml = (path: string): Json | undefined => {
    const file = byPath.get(path);
    return file && readYaml(file, `${origin}/${path}`);
  };
  if (!byPath.has('Chart.yaml')) throw new ChartError(`${origin}: Chart.yaml file is missing`);
  const requirements = readDependencies(yaml('requirements.yaml') ?? null, `${origin}/requirements.yaml`);
  const metadata = readMetadata(yaml('Chart.yaml'), `${origin}/Chart.yaml`, requirements);
  const ownFiles = (file: ChartFile): boolean => {
    if (/^(Chart\.(yaml|lock)|values\.(yaml|schema\.json))$/.test(file.path)) return false;
    if (/^requirements\.(yaml|lock)$/.test(file.path)) return metadata.apiVersion === 'v1';
    return !file.path.startsWith('templates/') && !isOfDependency(file);
  };
  return {
    metadata,
    values: valuesOf(yaml('values.yaml'), `${origin}/values.yaml`),
    templates: files
      .filter(({ path }) => path.startsWith('templates/'))
      .map(({ path, bytes }) => ({ path, text: decode(bytes) })),
    files: files.filter(ownFiles),
    schema: byPath.get('values.schema.json')?.bytes,
    dependencies: dependenciesOf(files.filter(isOfDependency), origin, depth),
  };
}

const isOfDependency = ({ path }: ChartFile): boolean => path.startsWith('charts/') && !path.endsWith('.prov');

function readYaml({ bytes }: ChartFile, path: string): Json | undefined {
  for (const { value, problem } of yamlDocuments(decode(bytes), defaultLimits)) {
    if (problem !== undefined) throw new ChartError(`${path}:${problem.line}:${problem.column}: ${problem.message}`);
    return value;
  }
  return undefined;
}

function dependenciesOf(files: readonly ChartFile[], origin: string, depth: number): Chart[] {
  const groups = new Map<string, ChartFile[]>();
  for (const { path, bytes } of files) {
    const [, name, rest] = /^charts\/([^/]*)(?:\/(.*))?$/s.exec(path)!;
    if (/^[_.]/.test(name!)) continue;
    const group = groups.get(name!) ?? [];
    groups.set(name!, group);
    group.push({ path: rest ?? '', bytes });
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, group]) => {
      const place = `${origin}/charts/${name}`;
      if (name.endsWith('.tgz')) {
        const archive = group.find(({ path }) => path === '');
        if (archive === undefined) throw new ChartError(`${place}: is a folder, and must be an archive by its name`);
        return [load(readArchive(archive.bytes, place).map(withoutMark), place, depth + 1)];
      }
      // A file that is no archive is no chart either, and Helm says so.
      return [
        load(
          group.filter(({ path }) => path !== ''),
          place,
          depth + 1,
        ),
      ];
    });
}
