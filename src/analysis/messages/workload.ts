import { listNames } from '../../base/list-names.ts';
import { message } from '../message.ts';

export const DeploymentAssociatedToMultipleServices = message<{
  deployment: string;
  port: number;
  /** `TCP in shop/cart`. */
  uses: readonly string[];
}>({
  code: 'IST0116',
  name: 'DeploymentAssociatedToMultipleServices',
  level: 'Warning',
  summary: 'Services of one Deployment give the same port different protocols',
  text: ({ deployment, port, uses }) =>
    `Services of Deployment ${deployment} disagree on the protocol of port ${port} (${listNames(uses)}), and a sidecar ` +
    'can serve it as one only: give it the same protocol in all of them, or use different ports',
});

export const PortNameIsNotUnderNamingConvention = message<{
  /** Empty for a port without a name. */
  name: string;
  appProtocol: string | undefined;
  port: number;
  targetPort: number | string;
}>({
  code: 'IST0118',
  name: 'PortNameIsNotUnderNamingConvention',
  level: 'Info',
  summary: 'A Service port does not say its protocol, so Istio has to guess it',
  text: ({ name, appProtocol, port, targetPort }) => {
    const said =
      appProtocol !== undefined
        ? `has appProtocol "${appProtocol}", which Istio does not know`
        : name === ''
          ? 'has no name'
          : `is named "${name}", which does not begin with a protocol`;
    return (
      `port ${port} (target port ${targetPort}) ${said}, so Istio has to guess its protocol from the traffic: ` +
      'name it <protocol>[-suffix], for example http-web or tcp-db, or set appProtocol'
    );
  },
});

export const DeploymentConflictingPorts = message<{
  deployment: string;
  targetPort: string;
  /** `80 of shop/cart`. */
  ports: readonly string[];
}>({
  code: 'IST0137',
  name: 'DeploymentConflictingPorts',
  level: 'Warning',
  summary: 'Services of one Deployment lead from different ports to the same target port',
  text: ({ deployment, targetPort, ports }) =>
    `target port ${targetPort} of Deployment ${deployment} is offered as different Service ports (${listNames(ports)}), ` +
    'and Istio applies the settings of one of them only: offer it as the same port everywhere',
});

export const InvalidApplicationUID = message<{ who: readonly string[] }>({
  code: 'IST0144',
  name: 'InvalidApplicationUID',
  level: 'Warning',
  summary: 'An application runs as user 1337, which belongs to the sidecar',
  text: ({ who }) =>
    `runAsUser 1337 (${listNames(who)}) is the sidecar's own user, whose traffic bypasses the proxy: choose another user`,
});

export const ExternalNameServiceTypeInvalidPortName = message<{ name: string; port: number }>({
  code: 'IST0150',
  name: 'ExternalNameServiceTypeInvalidPortName',
  level: 'Warning',
  summary: 'A port of an ExternalName Service is treated as plain TCP and may not be forwarded',
  text: ({ name, port }) =>
    `port ${port} of this ExternalName Service is ${name === '' ? 'unnamed' : `named "${name}"`}, so the proxy takes it ` +
    'for plain TCP and may send its traffic elsewhere: name it for the protocol that it carries, for example http or tls',
});
