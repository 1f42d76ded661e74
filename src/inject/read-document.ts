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

/** Reads the document in a slice of a file. */
export function readDocument(file: SourceFile, { start, end, line }: Slice): ReadDocument {
  const text = file.text.slice(start, end);
  const { value, isPlain = false, problem } = readText(text);
  let document: SourceDocument | undefined;
  return {
    file,
    text,
    value,
    isPlain,
    problem: problem && { ...problem, line: problem.line + line - 1 },
    position(path) {
      document ??= new SourceDocument(file, { index: 0, start, end, line, isPlain });
      return document.position(path);
    },
  };
}

/** What a text of one document says. Comments alone are none. */
export const readText = (text: string): Pick<ReadDocument, 'value' | 'problem'> & { readonly isPlain?: boolean } =>
  readYaml(text)[0] ?? { value: undefined };
