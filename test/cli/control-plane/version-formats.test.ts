import { expect, it } from 'vitest';
import { versionFormats } from '../../../src/cli/control-plane/version-formats.ts';

it.each(Object.entries(versionFormats))('as %s a version that a terminal would act on is shown', async (_, format) => {
  const version = '1.30\u001b[2J\u009b\u202e';
  const plane = { istiod: 'istiod-1', revision: 'default', version, commit: 'abc', status: 'Clean' };
  const text = await format({ controlPlanes: [plane], proxies: [{ id: 'cart', type: 'sidecar', version }] });
  expect(text).toContain('1.30');
  expect(['\u001b', '\u009b', '\u202e'].filter((character) => text.includes(character))).toEqual([]);
});
