/** A reference of the form `namespace/name`, or the bare name, whose namespace its context gives. */
export interface Reference {
  readonly namespace: string | undefined;
  readonly name: string;
}

/** Takes a reference apart at its first slash, as Istio reads gateways, credentials and the hosts of servers. */
export function parseReference(text: string): Reference {
  const slash = text.indexOf('/');
  return { namespace: slash < 0 ? undefined : text.slice(0, slash), name: text.slice(slash + 1) };
}
