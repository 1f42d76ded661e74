import { ExitCode } from './exit-code.ts';

/** A failure that the user can act on: shown as its message alone, never with a stack trace. */
export class MeshwrightError extends Error {
  readonly exitCode: ExitCode = ExitCode.failed;
}

/** The command line, or the project file, asks for something that does not exist. */
export class UsageError extends MeshwrightError {
  override readonly exitCode = ExitCode.usage;
}

/** A file, a document or standard input cannot be read as what it should be. */
export class InputError extends MeshwrightError {
  override readonly exitCode = ExitCode.unreadableInput;
}

/** The user has interrupted the program. */
export class InterruptedError extends MeshwrightError {
  constructor() {
    super('interrupted');
  }
}
