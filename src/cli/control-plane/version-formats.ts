import { counted } from '../../base/counted.ts';
import { formatJson } from '../../output/findings/findings-json.ts';
import { visibleLines } from '../../output/text/visible.ts';
import { istioVersion, version } from '../../package.ts';
import type { ControlPlaneVersion, MeshVersions } from './mesh-versions.ts';

/** What is known of versions: the client's, and the mesh's where it was asked. What istiods say of themselves hides nothing. */
type Format = (mesh: MeshVersions | undefined) => string | Promise<string>;

export const versionFormats: Readonly<Record<'short' | 'full' | 'json' | 'yaml', Format>> = {
  short: (mesh) => visibleLines(`client version: ${version}\n${shortLines(mesh).join('')}`),
  full: (mesh) =>
    visibleLines(`client version: ${version} (follows Istio ${istioVersion})\n${fullLines(mesh).join('')}`),
  json: (mesh) => formatJson(record(mesh)),
  yaml: async (mesh) => visibleLines((await import('../../output/text/yaml-text.ts')).yamlText(record(mesh))),
};

/** One line for the control plane where all are alike, as istioctl has it; else one for each revision and version. */
function shortLines(mesh: MeshVersions | undefined): string[] {
  if (mesh === undefined) return [];
  const { controlPlanes, proxies } = mesh;
  const alike = new Set(controlPlanes.map((plane) => plane.version)).size === 1;
  const lines = controlPlanes.map((plane) => {
    const revision = alike || plane.revision === undefined ? '' : ` (revision ${plane.revision})`;
    return `control plane version: ${plane.version}${revision}\n`;
  });
  return [...new Set(lines), ...(proxies === undefined ? [] : [`data plane version: ${counts(proxies)}\n`])];
}

/** `1.29.1 (2 proxies), 1.30.3 (40 proxies)` */
function counts(proxies: NonNullable<MeshVersions['proxies']>): string {
  const versions = [...new Set(proxies.map((proxy) => proxy.version))].sort();
  if (versions.length === 0) return 'none';
  return versions
    .map(
      (one) =>
        `${one || 'unknown'} (${counted(proxies.filter((proxy) => proxy.version === one).length, 'proxy', 'proxies')})`,
    )
    .join(', ');
}

const fullLines = (mesh: MeshVersions | undefined): string[] => [
  ...(mesh?.controlPlanes ?? []).map(
    (plane) => `control plane version: ${plane.version} (${details(plane).join(', ')})\n`,
  ),
  ...(mesh?.proxies ?? []).map(
    ({ id, version, type }) =>
      `data plane version: ${version || 'unknown'} (${[id, ...(type ? [userType(type)] : [])].join(', ')})\n`,
  ),
];

const details = ({ revision, istiod, commit, status }: ControlPlaneVersion): string[] => [
  ...(revision === undefined ? [] : [`revision ${revision}`]),
  `pod ${istiod}`,
  ...(commit === '' ? [] : [`commit ${commit}`, status]),
];

/** Gateways are routers in istiod's words only. */
const userType = (type: string): string => (type === 'router' ? 'gateway' : type);

/** With istioctl's names for what it shows of the mesh. */
const record = (mesh: MeshVersions | undefined) => ({
  clientVersion: { version, istioVersion },
  ...(mesh !== undefined && {
    meshVersion: mesh.controlPlanes.map(({ version, revision, commit, status }) => ({
      Component: 'pilot',
      ...(revision !== undefined && { Revision: revision }),
      Info: { version, revision: commit || 'unknown', golang_version: '', status: status || 'unknown', tag: version },
    })),
    ...(mesh.proxies !== undefined && {
      dataPlaneVersion: mesh.proxies.map(({ id, version, type }) => ({
        ID: id,
        IstioVersion: version,
        ...(type !== undefined && { Type: userType(type) }),
      })),
    }),
  }),
});
