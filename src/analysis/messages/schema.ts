import { message } from '../message.ts';

export const SchemaValidationError = message<{ problem: string }>({
  code: 'IST0106',
  name: 'SchemaValidationError',
  level: 'Error',
  summary: 'The resource is invalid, and the cluster or Istio would reject it',
  text: ({ problem }) => problem,
});

export const SchemaWarning = message<{ problem: string }>({
  code: 'IST0133',
  name: 'SchemaWarning',
  level: 'Warning',
  summary: 'The resource is accepted, but part of it does not do what it seems to',
  text: ({ problem }) => problem,
});
