import { message } from '../message.ts';

/** What a reference can name, as findings say it, and what to do when it is not there. */
const remedies = {
  gateway: 'create that Gateway, or correct the name (namespace/name for one in another namespace)',
  host: 'create a Service or ServiceEntry with this host, export it to this namespace, or correct the name',
} as const;

export const ReferencedResourceNotFound = message<{ kind: keyof typeof remedies; name: string }>({
  code: 'IST0101',
  name: 'ReferencedResourceNotFound',
  level: 'Error',
  summary: 'Something that the resource refers to does not exist',
  text: ({ kind, name }) => `${kind} "${name}" does not exist: ${remedies[kind]}`,
});
