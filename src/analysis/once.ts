import type { Report } from './analyzer.ts';
import type { MessageType } from './message.ts';

/**
 * A report that tells each text once a resource, at the first of the fields that it is reported for. That is how
 * istioctl counts where it does not know the line of a field.
 */
export function once<M extends MessageType<never>>(report: Report<M>): Report<M> {
  const told = new Set<string>();
  return (message, at, params) => {
    const key = [message.code, at.resource.cluster, at.resource.origin, message.text(params as never)].join('\n');
    if (told.has(key)) return;
    told.add(key);
    report(message, at, params);
  };
}
