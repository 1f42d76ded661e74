import { rewriteDocument } from '../resources/yaml-edit/rewrite-document.ts';
import { changeWorkloads, type Skipped } from './change-workloads.ts';
import type { Injector } from './injector.ts';
import type { PodTemplate } from './pod-template.ts';
import { decide, type Surroundings } from './policy.ts';
import { type ReadDocument, readText } from './read-document.ts';
import type { Tell } from './rewrite-file.ts';
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

/**
 * A document with its workloads injected, as far as policy wants it; the same text where they are already. One that carries
 * the comment of an earlier injection is injected from the text before it, so that the result does not depend on how often
 * it is done.
 */
export function injectDocument(document: ReadDocument, plan: InjectionPlan, tell: Tell): string {
  const original = originalOf(document);
  if (original.value === undefined) return document.text;
  const change = (workload: Workload): PodTemplate | Skipped => {
    const { inject, ...skipped } = decide(workload, plan.surroundings);
    return inject ? plan.injector.inject(workload.template, workload.owner) : skipped;
  };
  const { value, outcomes } = changeWorkloads(document, original.value, plan.kinds, change, withTypedFields);
  let text = document.text;
  if (outcomes.some(({ what }) => what === 'changed')) {
    const rewritten = rewriteDocument(original.text, original.value, value, original.isPlain);
    if (rewritten.edits.length > 0) text = withUndo(rewritten, original.text);
  }
  const what = text === document.text ? 'same' : 'changed';
  for (const outcome of outcomes) tell(outcome.what === 'changed' ? { ...outcome, what } : outcome);
  return text;
}

function originalOf(document: ReadDocument): Pick<ReadDocument, 'text' | 'value' | 'isPlain'> {
  const undone = undo(document.text);
  return undone === undefined ? document : { isPlain: false, ...readText(undone.text), text: undone.text };
}
