import { type Position, SourceDocument, type SourceFile } from '../resources/document.ts';
import type { Json, Path } from '../resources/json.ts';
import { readYaml, type YamlProblem } from '../resources/yaml/read.ts';
import type { Slice } from '../resources/yaml/split.ts';

/** One document of a file, by itself. */
export interface ReadDocument {
  readonly file: SourceFile;
  readonly text: string;
  /** Undefined where it is empty, or cannot be read. */
  readonly value: Json | undefined;
  readonly isPlain: boolean;
  /** Its line is the file's. */
  readonly problem?: YamlProblem | undefined;
  /** The file's position of the value at a path. */
  position(path: Path): Position;
}

/** The document in a slice of a file, which is read when it is asked what it says. */
export function readDocument(file: SourceFile, slice: Slice): ReadDocument {
  return new DocumentInFile(file, slice);
}

class DocumentInFile implements ReadDocument {
  readonly text: string;
  #read: ReturnType<typeof readText> | undefined;
  #document: SourceDocument | undefined;

  constructor(
    readonly file: SourceFile,
    readonly slice: Slice,
  ) {
    this.text = file.text.slice(slice.start, slice.end);
  }

  get #said(): ReturnType<typeof readText> {
    this.#read ??= readText(this.text);
    return this.#read;
  }

  get value(): Json | undefined {
    return this.#said.value;
  }

  get isPlain(): boolean {
    return this.#said.isPlain ?? false;
  }

  get problem(): YamlProblem | undefined {
    const { problem } = this.#said;
    return problem && { ...problem, line: problem.line + this.slice.line - 1 };
  }

  position(path: Path): Position {
    this.#document ??= new SourceDocument(this.file, { index: 0, ...this.slice, isPlain: this.isPlain });
    return this.#document.position(path);
  }
}

/** What a text of one document says. Comments alone are none. */
export const readText = (text: string): Pick<ReadDocument, 'value' | 'problem'> & { readonly isPlain?: boolean } =>
  readYaml(text)[0] ?? { value: undefined };
