import { message } from '../message.ts';

/** Istio verifies with the system's CAs since 1.21 (VERIFY_CERTIFICATE_AT_CLIENT), with nothing before. */
const remedy =
  'certificates of every public CA are accepted (before Istio 1.21, any certificate at all). ' +
  "Set caCertificates to the file of the CA that signs this host's";

export const NoServerCertificateVerificationDestinationLevel = message<{ mode: string; host: string }>({
  code: 'IST0128',
  name: 'NoServerCertificateVerificationDestinationLevel',
  level: 'Warning',
  summary: "A DestinationRule uses TLS without saying which CA the server's certificate must be from",
  text: ({ mode, host }) => `TLS to "${host}" has the mode ${mode} but no caCertificates: ${remedy}`,
});

export const NoServerCertificateVerificationPortLevel = message<{ mode: string; host: string; port: number }>({
  code: 'IST0129',
  name: 'NoServerCertificateVerificationPortLevel',
  level: 'Warning',
  summary: "A DestinationRule uses TLS on one port without saying which CA the server's certificate must be from",
  text: ({ mode, host, port }) =>
    `TLS to port ${port} of "${host}" has the mode ${mode} but no caCertificates: ${remedy}`,
});

export const DestinationRuleSubsetNotSelectPods = message<{ subset: string; labels: string }>({
  code: 'IST0173',
  name: 'DestinationRuleSubsetNotSelectPods',
  level: 'Error',
  summary: 'A subset of a DestinationRule selects no Pods',
  text: ({ subset, labels }) =>
    `no Pod has the labels ${labels} that subset "${subset}" selects, so requests to it fail with 503: ` +
    'correct the labels, or label the Pods',
});

export const UnknownDestinationRuleHost = message<{ host: string }>({
  code: 'IST0174',
  name: 'UnknownDestinationRuleHost',
  level: 'Warning',
  summary: 'The host of a DestinationRule is no Service or ServiceEntry',
  text: ({ host }) =>
    host.startsWith('*')
      ? `"${host}" is the host of no ServiceEntry that this namespace can see. As a wildcard it still applies to the ` +
        'hosts that it covers: check that all of them are meant, or name the one that is'
      : `no Service or ServiceEntry that this namespace can see has the host "${host}", so this DestinationRule does ` +
        'nothing: correct the host, or write it as name.namespace.svc.cluster.local',
});
