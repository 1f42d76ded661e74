import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FolderError, ReportFile } from '../../src/bug-report/report-file.ts';
import { Sandbox } from '../support/run.ts';

it('a file that cannot go on is dropped, and what went wrong is not lost in that', () => {
  const { folder } = new Sandbox();
  const file = new ReportFile(join(folder, 'logs/a'), 20, 'end');
  file.write('12345678\n');
  rmSync(join(folder, 'logs'), { recursive: true });
  expect(() => file.write('12345678\n')).toThrow(FolderError);
  expect(() => file.drop()).not.toThrow();
});
