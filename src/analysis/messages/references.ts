import { message } from '../message.ts';

/** What a reference can name, as findings say it, and what to do when it is not there. */
const remedies = {
  gateway: 'create that Gateway, or correct the name (namespace/name for one in another namespace)',
  host: 'create a Service or ServiceEntry with this host, export it to this namespace, or correct the name',
  'mirror host': 'create a Service or ServiceEntry with this host, export it to this namespace, or correct the name',
  'host:port': 'use a port that the Service or ServiceEntry has, or add this one to it',
  'host+subset': 'add the subset to a DestinationRule for this host, or correct its name',
  selector: 'correct its labels, or deploy the workload that it is for',
  'server for selector': 'no Gateway listens on behalf of these workloads; add servers to this one',
  credentialName: "create that Secret in the namespace of the gateway's Pods, or correct the name",
  namespace: 'create that Namespace, or correct the name',
} as const;

export const ReferencedResourceNotFound = message<{ kind: keyof typeof remedies; name: string }>({
  code: 'IST0101',
  name: 'ReferencedResourceNotFound',
  level: 'Error',
  summary: 'Something that the resource refers to does not exist',
  text: ({ kind, name }) =>
    `${kind} "${name}" ${kind === 'selector' ? 'selects no Pod' : 'does not exist'}: ${remedies[kind]}`,
});
