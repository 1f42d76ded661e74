import { labels, path, portText, word } from './texts.ts';
import { list, object, oneOf } from './usual.ts';

const words = list(word);
const source = object({ principals: words, namespaces: words });
const operation = object({ methods: words, paths: list(path), ports: list(portText), hosts: words });

/** What callers may do, by who they are, method, path and port. What is denied has more to be asked of. */
export default object(
  {
    selector: object({ matchLabels: labels }),
    action: oneOf('ALLOW'),
    rules: list(object({ from: list(object({ source }, ['source'])), to: list(object({ operation }, ['operation'])) })),
  },
  ['rules'],
);
