import { expect, it } from 'vitest';
import { reportedBuild } from '../../../src/proxy/istiod/reported-build.ts';

const theirs = `Revision default:
&version.MeshInfo{version.ServerInfo{Component:"pilot", Revision:"default", Info:version.BuildInfo{Version:"1.29.0", GitRevision:"abc", GolangVersion:"", BuildStatus:"Clean", GitTag:"1.29.0"}}, version.ServerInfo{Component:"pilot", Revision:"canary", Info:version.BuildInfo{Version:"1.30.3", GitRevision:"unknown", GolangVersion:"", BuildStatus:"Modified", GitTag:"1.30.3"}}}`;
const ours =
  'Control plane:\nRevision default: istio-system/istiod-1 1.30.0 (1.30.0-0123456-Clean)\n\nProxies:\nRevision default: proxy 1.30.0 (2)\n';

it.each([
  [theirs, 'any', 'canary', { version: '1.30.3', commit: 'unknown', status: 'Modified' }],
  [theirs, 'any', 'default', { version: '1.29.0', commit: 'abc', status: 'Clean' }],
  [theirs, 'any', 'other', undefined],
  [ours, 'istiod-1', 'whatever', { version: '1.30.0', commit: '0123456', status: 'Clean' }],
  [ours, 'istiod-2', 'default', undefined],
  ['', 'istiod-1', 'default', undefined],
])('finds what an istiod was built from', (text, istiod, revision, build) => {
  expect(reportedBuild(text, istiod, revision)).toEqual(build);
});

it.each([
  ['slashes', `Revision default: ${'/'.repeat(500_000)}\n${ours}`],
  [
    'records without an end',
    'ServerInfo{Component:"pilot", Revision:"", Info:version.BuildInfo{Version:"", GitRevision:"" '.repeat(20_000) +
      ours,
  ],
])('is not held up by %s', (_, text) => {
  expect(reportedBuild(text, 'istiod-1', 'default')).toBeDefined();
  expect(reportedBuild(text, 'istiod-2', 'default')).toBeUndefined();
});
