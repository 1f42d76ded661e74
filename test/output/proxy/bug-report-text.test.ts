import { describe, expect, it } from 'vitest';
import { missingLines, reportText, sizeText } from '../../../src/output/proxy/bug-report-text.ts';

const file = { path: 'a', what: 'a', bytes: 3 * 2 ** 20 };
const missing = (path: string, reason: string) => ({ path, what: `/${path} of Pod shop/cart`, reason });

describe('the end of a bug report', () => {
  it.each([
    [
      { missing: [], stopped: undefined },
      'out/b.tar.gz: 1 file of the cluster and 2 Pods, 1.5 KiB (3.0 MiB unpacked)\n',
    ],
    [
      { missing: [missing('certs', 'no answer')], stopped: '--timeout 1m0s is over' },
      'out/b.tar.gz: 1 file of the cluster and 2 Pods, 1.5 KiB (3.0 MiB unpacked)\nIt is not complete: --timeout 1m0s is over.\n1 file could not be collected: manifest.json in it says why.\n',
    ],
  ])('%#', (outcome, text) => {
    expect(reportText({ archive: 'out/b.tar.gz', bytes: 1536, files: [file], pods: 2, ...outcome })).toBe(text);
  });

  it('tells once what is missing for one reason, and not what images without programs lack', () => {
    const lines = missingLines([
      missing('certs', 'no \u001b answer'),
      missing('clusters', 'no \u001b answer'),
      missing('netstat', 'exec: "netstat": executable file not found in $PATH'),
      missing('memory', 'status 500'),
    ]);
    expect(lines).toEqual([
      'warning: without /certs of Pod shop/cart and 1 more file: no \\x1b answer',
      'warning: without /memory of Pod shop/cart: status 500',
    ]);
    const many = Array.from({ length: 30 }, (_, i) => missing('certs', `status ${i}`));
    expect(missingLines(many)).toHaveLength(21);
    expect(missingLines(many).at(-1)).toBe('… and 10 more (manifest.json in the archive tells all)');
  });

  it.each([
    [0, '0 bytes'],
    [1023, '1023 bytes'],
    [1024, '1.0 KiB'],
    [5 * 2 ** 30, '5.0 GiB'],
    [5000 * 2 ** 30, '5000.0 GiB'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(sizeText(bytes)).toBe(text);
  });
});
