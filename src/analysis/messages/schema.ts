import { message } from '../message.ts';

export const SchemaValidationError = message<{ problem: string }>({
  code: 'IST0106',
  name: 'SchemaValidationError',
  level: 'Error',
  summary: 'The resource is invalid, and Istio would reject it',
  text: ({ problem }) => problem,
});

export const SchemaWarning = message<{ problem: string }>({
  code: 'IST0133',
  name: 'SchemaWarning',
  level: 'Warning',
  summary: 'The resource is accepted, but part of it does not do what it seems to',
  text: ({ problem }) => problem,
});

export const QuestionableSetting = message<{ problem: string }>({
  code: 'MW0005',
  name: 'QuestionableSetting',
  level: 'Warning',
  summary: 'Istio accepts the resource without a word, but part of it does not do what it seems to',
  text: ({ problem }) => problem,
});

export const RefusedByApiServer = message<{ problem: string }>({
  code: 'MW0004',
  name: 'RefusedByApiServer',
  level: 'Error',
  summary: "An API server that holds Istio's definitions would reject the resource",
  text: ({ problem }) => problem,
});
