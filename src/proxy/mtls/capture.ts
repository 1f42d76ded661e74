type Annotations = Readonly<Record<string, string>>;

const prefix = 'traffic.sidecar.istio.io/';
/** The annotation that keeps ports of others from a client's proxy. */
export const excludedOutbound = `${prefix}excludeOutboundPorts`;

/** True where a sidecar takes what comes in at the port; annotations of the Pod can keep ports from it (istio.io, Resource Annotations). */
export function takesInbound(annotations: Annotations, port: number): boolean {
  const included = annotations[`${prefix}includeInboundPorts`];
  if (included !== undefined && included.trim() !== '*') return lists(included, port);
  return !lists(annotations[`${prefix}excludeInboundPorts`], port);
}

/** True where a sidecar takes what its application sends to the port, whatever the address. */
export const takesOutbound = (annotations: Annotations, port: number): boolean =>
  !lists(annotations[excludedOutbound], port);

const lists = (text: string | undefined, port: number): boolean =>
  (text ?? '').split(',').some((one) => one.trim() === String(port));
