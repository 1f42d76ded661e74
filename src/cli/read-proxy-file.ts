import { MeshwrightError, UsageError } from '../base/errors.ts';
import type { SourceFile } from '../resources/document.ts';
import type { Io } from './io.ts';
import { readOneFile } from './read-one-file.ts';

/**
 * The file that is to be read instead of a running proxy.
 *
 * @throws MeshwrightError where none is named, UsageError where a pod is named as well, InputError where it cannot be read
 */
export async function readProxyFile(
  io: Io,
  { file }: { readonly file?: string },
  pods: readonly string[],
): Promise<SourceFile> {
  if (file === undefined || file === '') throw new MeshwrightError(liveToCome);
  if (pods.length > 0) throw new UsageError(`name a pod or a file, not both: what is "${pods[0]}" for?`);
  return readOneFile(io, file);
}

const liveToCome =
  'reading a running proxy is still to come. Save what its admin interface answers, and name the file with --file';
