import { listNames } from '../../base/list-names.ts';
import { message } from '../message.ts';

export const CertificateOutOfReach = message<{
  secret: string;
  /** The Certificates that make a Secret of this name. */
  certificates: readonly string[];
  /** Where the gateway's Pods run. */
  namespaces: readonly string[];
}>({
  code: 'MW0011',
  name: 'CertificateOutOfReach',
  level: 'Warning',
  summary: 'The Certificate of a Gateway is issued into a namespace where its Pods cannot read it',
  text: ({ secret, certificates, namespaces }) =>
    `Secret "${secret}" is made by Certificate ${listNames(certificates)}, but the gateway's Pods run in ` +
    `${listNames(namespaces)} and read Secrets of their own namespace only: create the Certificate there`,
});
