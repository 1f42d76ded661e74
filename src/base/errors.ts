import { ExitCode } from './exit-code.ts';

/** A failure that the user can act on: shown as its message alone, never with a stack trace. */
export class MeshwrightError extends Error {
  readonly exitCode: ExitCode = ExitCode.failed;

  // The class's own name does not outlive the build; programs that log an error want to see which it was.
  static {
    MeshwrightError.prototype.name = 'MeshwrightError';
  }
}

/** The command line, or the project file, asks for something that does not exist. */
export class UsageError extends MeshwrightError {
  override readonly exitCode = ExitCode.usage;

  static {
    UsageError.prototype.name = 'UsageError';
  }
}

/** A file, a document or standard input cannot be read as what it should be. */
export class InputError extends MeshwrightError {
  override readonly exitCode = ExitCode.unreadableInput;

  static {
    InputError.prototype.name = 'InputError';
  }
}

/** The user has interrupted the program. */
export class InterruptedError extends MeshwrightError {
  constructor() {
    super('interrupted');
  }
}
