import { createHash } from 'node:crypto';
import { isObject, type Json } from '../../resources/json.ts';
import {
  type DocumentInjection,
  finishInjection,
  type InjectionPlan,
  injectDocument,
  injectionOf,
} from '../inject-document.ts';
import { type ReadDocument, readText } from '../read-document.ts';
import { isReadable, type Rewrite } from '../rewrite-file.ts';
import {
  addWords,
  holdsPlaceholder,
  isSurelyText,
  type Outline,
  outlineOf,
  placeholder,
  withCounterparts,
  withoutCounterparts,
} from './names.ts';
import { Pattern } from './pattern.ts';

/*
 * Most of a mesh's workloads differ from others in names only. Of documents that do, the first is injected as usual. For the
 * second, their outline is: the same text with placeholders for the names, and once more with placeholders of another order. When
 * the same comes of both, and, with the first one's names put in, what came of the first, then all further ones get it with their
 * names put in. That takes a twentieth of the time.
 *
 * What injection does may depend on a name, so this is done for names only that neither the settings nor this program know,
 * nor any text that injection writes; and only where templates do nothing to them but what they do to any other name
 * (watched-functions.ts). Which names are the same as others is a part of the outline. And whenever something is not sure, a
 * document is injected as usual.
 */

/** The first document with an outline: its names, and a digest of what came of it. */
interface Example {
  readonly names: readonly string[];
  readonly digest: string;
}

/** Outlines that are remembered, and the longest: a kilobyte each is usual. */
const mostOutlines = 1000;
const longestOutline = 16 * 1024;

/** As `injectDocument`, quicker for documents that differ from earlier ones in names only. */
export function injectAlike(plan: InjectionPlan): Rewrite {
  const isName = nameTest(plan);
  /** By outline; `unlike` where documents that share it are not injected alike. */
  const known = new Map<string, Example | Pattern | 'unlike'>();

  /** The pattern of documents with an outline; undefined for the first of them, and where there is none. */
  function patternFor(key: string, outline: Outline): Pattern | undefined {
    let found = known.get(key);
    if (found !== undefined && found !== 'unlike' && !(found instanceof Pattern)) {
      found = patternOf(outline, found, plan) ?? 'unlike';
      known.set(key, found);
    }
    return found instanceof Pattern ? found : undefined;
  }

  return (document, tell) => {
    const { text } = document;
    const isOdd = text.length > longestOutline || wasInjected(text);
    const outline = isOdd ? undefined : outlineOf(text, isName);
    if (outline === undefined) return injectDocument(document, plan, tell);
    const key = outline.text + namespaceFacts(text, plan);
    const position = (index: number) => injectionOf(document, document, plan).outcomes[index]!.position();
    const filled = patternFor(key, outline)?.fill(outline.names, document.file.name, position);
    if (filled !== undefined) return finishInjection(document, text, filled, tell);
    if (!isReadable(document, tell)) return text;
    const injected = injectionOf(document, document, plan);
    if (!known.has(key) && known.size < mostOutlines)
      known.set(key, { names: outline.names, digest: digestOf(injected) });
    return finishInjection(document, text, injected, tell);
  };
}

/** What comes of an outline, if it depends on no name, and with the example's names is what came of the example. */
function patternOf({ text, names }: Outline, example: Example, plan: InjectionPlan): Pattern | undefined {
  if (!mayStandForAny(readText(text).value ?? null)) return undefined;
  const injected = injectionOfOutline(text, names, placeholder, plan);
  const other = injectionOfOutline(withCounterparts(text), names, (i) => withCounterparts(placeholder(i)), plan);
  if (withoutCounterparts(told(other)) !== told(injected)) return undefined;
  const pattern = new Pattern(text, injected);
  const filled = pattern.fill(example.names, '', position);
  return filled && digestOf(filled) === example.digest ? pattern : undefined;
}

/** @param standIn what stands for a name in `text`, by the name's index */
function injectionOfOutline(
  text: string,
  names: readonly string[],
  standIn: (index: number) => string,
  plan: InjectionPlan,
): DocumentInjection {
  const document: ReadDocument = { file: { name: '', text }, text, isPlain: false, ...readText(text), position };
  const namespaces = new Map(plan.surroundings.namespaces);
  for (const [i, name] of names.entries()) {
    const facts = namespaces.get(name);
    if (facts !== undefined) namespaces.set(standIn(i), facts);
  }
  const surroundings = { ...plan.surroundings, namespaces };
  return plan.injector.watchingNames(() => injectionOf(document, document, { ...plan, surroundings }));
}

const position = () => ({ line: 1, column: 1, endLine: 1, endColumn: 1 });

/** All that can be told apart in what came of two documents. */
const told = ({ edits, outcomes }: DocumentInjection): string =>
  JSON.stringify([edits, outcomes.map((outcome) => ({ ...outcome, file: '' }))]);

const digestOf = (injected: DocumentInjection): string => createHash('sha256').update(told(injected)).digest('base64');

/** Where that may be so, a document depends on more than on what stands in its outline. */
const wasInjected = (text: string): boolean =>
  text.includes('# meshwright:undo') || text.includes('sidecar.istio.io/status') || text.includes('ownerReferences');

/** False where a placeholder is a key, or an annotation that steers injection has one. */
function mayStandForAny(value: Json): boolean {
  if (Array.isArray(value)) return value.every((item: Json) => mayStandForAny(item));
  if (!isObject(value)) return true;
  return Object.entries(value).every(([key, inner]) => {
    if (holdsPlaceholder(key)) return false;
    if (typeof inner === 'string') return !(isSteering(key) && holdsPlaceholder(inner));
    return mayStandForAny(inner!);
  });
}

const isSteering = (key: string): boolean => /(?:istio|prometheus)\.io\//.test(key);

/** What may name a namespace, in whatever style. */
const namespaceFields = /\bnamespace["']?[ \t]*:[ \t]*["']?([\w-]+)/g;

/** What the namespaces say that a document names: policy goes by it. */
function namespaceFacts(text: string, { surroundings: { namespaces } }: InjectionPlan): string {
  if (namespaces.size === 0) return '';
  let facts = writtenFacts(namespaces.get('default'));
  for (const [, name] of text.matchAll(namespaceFields)) facts += writtenFacts(namespaces.get(name!));
  return facts;
}

const writtenFacts = (facts: object | undefined): string => (facts === undefined ? '\n' : JSON.stringify(facts));

/** Says which words may be names: those that neither settings nor this program know. */
function nameTest({ surroundings: { settings, tags } }: InjectionPlan): (word: string) => boolean {
  const taken = new Set(ownWords);
  let isComplete = false;
  const answers = new Map<string, boolean>();
  return (word) => {
    let answer = answers.get(word);
    if (answer === undefined) {
      if (!isComplete) {
        addWords(taken, settings as unknown as Json);
        addWords(taken, [...tags]);
        isComplete = true;
      }
      answer = !taken.has(word) && isSurelyText(word);
      answers.set(word, answer);
    }
    return answer;
  };
}

/** Words that this program compares values with, as far as settings may lack them. */
const ownWords = [
  ...['true', 'false', 'enabled', 'disabled', 'auto', 'none', 'default', 'latest', 'ambient', 'delete', 'replace'],
  ...['istio', 'istio-proxy', 'istio-init', 'istio-validation', 'enable-core-dump', 'grpc-bootstrap-init', 'proxyv2'],
  ...['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage', 'istio-system', 'localhost'],
  ...['sidecar', 'router', 'gateway', 'grpc', 'http', 'https', 'tcp', 'prometheus', 'v1', 'v1alpha1', 'v1beta1'],
  ...['decimal', 'binary', 'passthrough', 'never-match', 'service', 'app', 'version', 'env'],
];
