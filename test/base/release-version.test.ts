import { expect, it } from 'vitest';
import { compareReleases, releaseVersion, versionOfImage } from '../../src/base/release-version.ts';

it.each<[string, string | undefined]>([
  ['1.30.3', '1.30.3'],
  ['v1.35.4+k3s1', '1.35.4'],
  ['1.31-alpha.2', '1.31'],
  ['1.30.3-distroless', '1.30.3'],
  ['latest', undefined],
  ['1', undefined],
  ['1.2.3.4', undefined],
  ['1.30x', undefined],
  ['2.0', '2.0'],
  ['', undefined],
])('%j is release %j', (text, release) => {
  expect(releaseVersion(text)?.text).toBe(release);
});

it.each([
  ['1.30.3', '1.30.3', 0],
  ['1.9.9', '1.30.0', -1],
  ['1.30.10', '1.30.9', 1],
  ['2.0.0', '1.99.99', 1],
])('compares %s with %s', (a, b, order) => {
  expect(Math.sign(compareReleases(releaseVersion(a)!, releaseVersion(b)!))).toBe(order);
});

it.each([
  ['docker.io/istio/pilot:1.30.3', '1.30.3'],
  ['localhost:5000/pilot:1.30-debug', '1.30'],
  ['istio/pilot:1.30.3@sha256:abc', '1.30.3'],
  ['localhost:5000/pilot', 'unknown'],
  ['', 'unknown'],
])('image %s is version %s', (image, version) => {
  expect(versionOfImage(image)).toBe(version);
});
