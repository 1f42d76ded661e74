/** On namespaces and Pods: the revision or tag that is to serve them. On what an installation made: its revision. */
export const revisionLabel = 'istio.io/rev';
/** On webhooks and Services: the tag that they stand for. */
export const tagLabel = 'istio.io/tag';
/** On namespaces: `enabled` for injection by the default revision, `disabled` for none. */
export const injectionLabel = 'istio-injection';
/** The revision that was given no name; and the tag that serves whoever names none. */
export const defaultRevision = 'default';
