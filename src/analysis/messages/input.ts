import { message } from '../message.ts';

export const DuplicateResource = message<{ origin: string; other: string; same: boolean }>({
  code: 'MW0001',
  name: 'DuplicateResource',
  level: 'Warning',
  summary: 'The same resource is defined more than once in the input',
  text: ({ origin, other, same }) =>
    `${origin} is defined again at ${other}${same ? ' with the same content' : ', with other content'}: ` +
    'only the later definition counts. Remove one of them',
});

export const DuplicateKey = message<{ key: string; first: number; again: number }>({
  code: 'MW0002',
  name: 'DuplicateKey',
  level: 'Error',
  summary: 'A map of the document has the same key twice',
  text: ({ key, first, again }) =>
    `key "${key}" stands in lines ${first} and ${again} of the same map: the API server refuses that, and where it is ` +
    'let by only the later value counts. Keep one of them',
});

export const UnusedSuppression = message<{ text: string }>({
  code: 'MW0003',
  name: 'UnusedSuppression',
  level: 'Warning',
  summary: 'A suppression no longer silences anything',
  text: ({ text }) => `suppression "${text}" matches no finding any more: remove it, so that it cannot hide a new one`,
});
