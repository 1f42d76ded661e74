import { rewriteDocument } from '../resources/yaml-edit/rewrite-document.ts';
import { changeWorkloads, type Skipped } from './change-workloads.ts';
import { annotationOf } from './containers.ts';
import type { Injector } from './injector.ts';
import type { PodTemplate } from './pod-template.ts';
import { type ReadDocument, readText } from './read-document.ts';
import { isReadable, type Tell } from './rewrite-file.ts';
import { withoutTypedFields } from './typed-fields.ts';
import { undo } from './undo-comment.ts';
import type { WorkloadKinds } from './workload-kinds.ts';
import type { Workload } from './workloads.ts';

/** How documents lose what was injected. */
export interface UninjectionPlan {
  readonly kinds: WorkloadKinds;
  /** For what another program injected, or what was changed since. */
  readonly injector: Injector;
}

/**
 * A document without what was injected: byte for byte the one that this program was given, as long as no one changed the
 * result; the same text where nothing was injected.
 */
export function uninjectDocument(document: ReadDocument, plan: UninjectionPlan, tell: Tell): string {
  if (!isReadable(document, tell)) return document.text;
  const undone = undo(document.text);
  const isWhole = undone !== undefined && !undone.changed;
  const {
    text,
    value = null,
    isPlain = false,
  } = undone?.changed ? { ...readText(undone.text), text: undone.text } : document;
  const change = ({ template, owner }: Workload): PodTemplate | Skipped => {
    if (annotationOf(template, 'sidecar.istio.io/status') === undefined) return { reason: 'it is not injected' };
    return isWhole ? template : plan.injector.uninject(template, owner);
  };
  const { value: after, outcomes } = changeWorkloads(document, value, plan.kinds, change, withoutTypedFields);
  const told = undone?.changed ? { reason: undone.reason } : {};
  for (const outcome of outcomes) tell(outcome.what === 'changed' ? { ...outcome, ...told } : outcome);
  return isWhole ? undone.text : rewriteDocument(text, value, after, isPlain).text;
}
