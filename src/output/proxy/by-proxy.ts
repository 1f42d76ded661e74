import { mapYaml } from '../install/manifest-yaml.ts';
import { indented } from '../text/indented.ts';
import { visible } from '../text/visible.ts';

/** A text in pieces. Of JSON, all but the last end in the middle of a line, of YAML all at a line's end. */
type Pieces = Iterable<string>;

/**
 * The results of several proxies as one result, written piece by piece as they come: a title above each table, or a map by
 * the proxy's name.
 */
export interface ByProxy {
  /** @param index how many came before it */
  one(name: string, text: Pieces, index: number): Pieces;
  /** What comes behind the last. */
  readonly end: string;
}

const jsonIndent = '    ';

const tables: ByProxy = {
  *one(name, text, index) {
    yield `${index === 0 ? '' : '\n'}${visible(name)}:\n`;
    yield* text;
  },
  end: '',
};

const json: ByProxy = {
  *one(name, text, index) {
    yield `${index === 0 ? '{' : ','}\n${jsonIndent}${JSON.stringify(name)}: `;
    let before = '';
    for (const piece of text) {
      yield before;
      before = piece.replace(/\n(?=[^\n])/g, `\n${jsonIndent}`);
    }
    yield before.trimEnd();
  },
  end: '\n}\n',
};

const yaml: ByProxy = {
  *one(name, text) {
    yield mapYaml({ [name]: null }).replace(/ null\n$/, '');
    let isFirst = true;
    for (const piece of text) {
      // A list or map that is empty stands on the line of its key; anything else begins below.
      const isEmpty = isFirst && /^(\[\]|\{\})\n$/.test(piece);
      yield isEmpty ? ` ${piece}` : `${isFirst ? '\n' : ''}${indented(piece, '  ')}`;
      isFirst = false;
    }
  },
  end: '',
};

/** Prometheus' format has comments. */
const prometheus: ByProxy = {
  *one(name, text) {
    yield `# ${visible(name)}\n`;
    yield* text;
  },
  end: '',
};

/** By the format of the results. */
export const byProxy = { short: tables, json, yaml, prom: prometheus };
export type ResultFormat = keyof typeof byProxy;
