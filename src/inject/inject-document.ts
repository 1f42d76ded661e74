import { applyEdits, type Edit } from '../resources/yaml-edit/edits.ts';
import { rewriteDocument } from '../resources/yaml-edit/rewrite-document.ts';
import { changeWorkloads, type Skipped } from './change-workloads.ts';
import type { Injector } from './injector.ts';
import type { Outcome } from './outcome.ts';
import type { PodTemplate } from './pod-template.ts';
import { decide, namespaceOf, type Surroundings } from './policy.ts';
import { type ReadDocument, readText } from './read-document.ts';
import { isReadable, type Tell } from './rewrite-file.ts';
import { withTypedFields } from './typed-fields.ts';
import { undo, withUndo } from './undo-comment.ts';
import type { WorkloadKinds } from './workload-kinds.ts';
import type { Workload } from './workloads.ts';

/** How documents are injected. */
export interface InjectionPlan {
  readonly kinds: WorkloadKinds;
  readonly surroundings: Surroundings;
  readonly injector: Injector;
}

/** What injection does to a document: edits of the text before an earlier injection, and what is to be told. */
export interface DocumentInjection {
  readonly edits: readonly Edit[];
  readonly outcomes: readonly Outcome[];
}

type Original = Pick<ReadDocument, 'text' | 'value' | 'isPlain'>;

/**
 * A document with its workloads injected, as far as policy wants it; the same text where they are already. One that carries
 * the comment of an earlier injection is injected from the text before it, so that the result does not depend on how often
 * it is done.
 */
export function injectDocument(document: ReadDocument, plan: InjectionPlan, tell: Tell): string {
  if (!isReadable(document, tell)) return document.text;
  const original = originalOf(document);
  return finishInjection(document, original.text, injectionOf(document, original, plan), tell);
}

/** What is to be done to the original of a document. */
export function injectionOf(document: ReadDocument, original: Original, plan: InjectionPlan): DocumentInjection {
  if (original.value === undefined) return { edits: [], outcomes: [] };
  const change = (workload: Workload): PodTemplate | Skipped => {
    const { inject, ...skipped } = decide(workload, plan.surroundings);
    if (!inject) return skipped;
    const { proxyUser } = namespaceOf(workload, plan.surroundings) ?? {};
    return plan.injector.inject(workload.template, workload.owner, proxyUser);
  };
  const { value, outcomes } = changeWorkloads(document, original.value, plan.kinds, change, withTypedFields);
  if (!outcomes.some(({ what }) => what === 'changed')) return { edits: [], outcomes };
  return { edits: rewriteDocument(original.text, original.value, value, original.isPlain).edits, outcomes };
}

/** Does it, and tells of it. */
export function finishInjection(
  document: Pick<ReadDocument, 'text'>,
  original: string,
  { edits, outcomes }: DocumentInjection,
  tell: Tell,
): string {
  const text = edits.length > 0 ? withUndo({ text: applyEdits(original, edits), edits }, original) : document.text;
  const what = text === document.text ? 'same' : 'changed';
  for (const outcome of outcomes) tell(outcome.what === 'changed' ? { ...outcome, what } : outcome);
  return text;
}

function originalOf(document: ReadDocument): Original {
  const undone = undo(document.text);
  return undone === undefined ? document : { isPlain: false, ...readText(undone.text), text: undone.text };
}
