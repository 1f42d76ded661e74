import { message } from '../message.ts';

export const DuplicateResource = message<{ origin: string; other: string; same: boolean; more: number }>({
  code: 'MW0001',
  name: 'DuplicateResource',
  level: 'Warning',
  summary: 'The same resource is defined more than once in the input',
  text: ({ origin, other, same, more }) =>
    `${origin} is defined again at ${other}${same ? ' with the same content' : ', with other content'}: ` +
    `only the later definition counts. Remove one of them${more === 0 ? '' : andMore(more)}`,
});

const andMore = (more: number): string =>
  `. ${more} more ${more === 1 ? 'resource is' : 'resources are'} defined again in other files: if those are variants ` +
  '(environments, releases), analyze one at a time';

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
