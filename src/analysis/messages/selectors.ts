import { message } from '../message.ts';

export const SelectorNearMiss = message<{ selector: string; near: string; place: string }>({
  code: 'MW0012',
  name: 'SelectorNearMiss',
  level: 'Warning',
  summary: 'A selector matches no workload, but nearly one: a label may be mistyped',
  text: ({ selector, near, place }) =>
    `no workload ${place} has the labels "${selector}", but there is one with "${near}": correct the one or the other`,
});
