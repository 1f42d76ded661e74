import { message } from '../message.ts';

const fates = {
  deprecated: 'is deprecated and may stop working in a later Istio version',
  ignored: 'is ignored by Istio',
  removed: 'has been removed from Istio and has no effect',
} as const;

/** `what` names the thing in the words of its API; `instead` says what to do: `use spec.http[].fault.delay.percentage`. */
export const Deprecated = message<{ what: string; fate: keyof typeof fates; instead: string }>({
  code: 'IST0002',
  name: 'Deprecated',
  level: 'Warning',
  summary: 'The resource relies on a feature that is deprecated, ignored or removed',
  text: ({ what, fate, instead }) => `${what} ${fates[fate]}: ${instead}`,
});
