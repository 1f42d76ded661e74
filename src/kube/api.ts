import type { Duplex } from 'node:stream';
import type { JsonObject } from '../resources/json.ts';

/** A kind of object; without `version` the one that the server prefers. */
export interface KindName {
  /** Empty for Kubernetes' core group. */
  readonly group: string;
  readonly kind: string;
  readonly version?: string | undefined;
}

/** A kind as the API server serves it. */
export interface ServedKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** The plural name in paths and in RBAC rules: `virtualservices`. */
  readonly resource: string;
  readonly isNamespaced: boolean;
  readonly verbs: readonly string[];
}

/** What the API server serves: each kind in the version it prefers, and in all others. */
export interface ServedKinds {
  /** Undefined for a kind (or a version of it) that the server does not know. */
  find(kind: KindName): ServedKind | undefined;
  /** Groups that the server could not tell about, because a server behind it does not answer: `metrics.k8s.io`. */
  readonly unknownGroups: readonly string[];
}

/** Which object. */
export interface ObjectName extends KindName {
  readonly name: string;
  /** Needed for kinds that live in namespaces. */
  readonly namespace?: string | undefined;
}

/** Which objects of a kind; without `namespace` those of all. Selectors are Kubernetes' own, as `app=istiod`. */
export interface Selection extends KindName {
  readonly namespace?: string | undefined;
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
  /** Only apiVersion, kind and metadata of each: for kinds whose objects are large. Default false. */
  readonly metadataOnly?: boolean;
}

/** How long to try, and when to stop. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** When to give up, on `performance.now()`'s clock in milliseconds; by default after `timeout` of the connection. */
  readonly deadline?: number | undefined;
}

/** Objects of one kind, whole, each with its apiVersion and kind; `managedFields` are left out unless asked for. */
export interface ObjectList {
  readonly items: readonly JsonObject[];
  /** Where a watch goes on from. */
  readonly resourceVersion: string;
}

export interface WatchOptions extends CallOptions {
  /** False to reject when the server is away for longer than the connection's timeout; by default it is waited for. */
  readonly bearsOutages?: boolean;
}

export interface ListOptions extends CallOptions {
  /** Keep what tells who owns which fields, which is about as long as all else. Default false. */
  readonly managedFields?: boolean | undefined;
}

export interface ApplyOptions extends CallOptions {
  /** Who owns the fields that are applied (Kubernetes, Server-Side Apply). */
  readonly fieldManager: string;
  /** Take fields over from other managers instead of failing with a conflict. */
  readonly force?: boolean;
  /** Have the server check and default everything, and store nothing. */
  readonly dryRun?: boolean;
  /** Called when there was no such object before. */
  readonly onNew?: () => void;
}

export interface PatchOptions extends CallOptions {
  /** `merge`: RFC 7386. `strategic`: Kubernetes' own, which knows the items of most lists by their names. */
  readonly type: 'merge' | 'strategic';
}

export interface DeleteOptions extends CallOptions {
  /** Delete only the object with this uid, and not one that was made anew under its name. */
  readonly uid?: string | undefined;
  /** Delete it only as it was read, unchanged. */
  readonly resourceVersion?: string | undefined;
  readonly propagation?: 'Background' | 'Foreground' | 'Orphan';
  readonly dryRun?: boolean;
}

/** A change that a watch saw; the objects that are there at its start come first, as added. */
export interface WatchEvent {
  readonly type: 'added' | 'modified' | 'deleted';
  readonly object: JsonObject;
}

/** What somebody wants to do, for the server to say whether this user may. */
export interface Permission {
  readonly verb: string;
  readonly group: string;
  /** With a subresource as `pods/portforward`. */
  readonly resource: string;
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
}

/** A request in HTTP's own terms, for what has no method of its own here. */
export interface RawRequest {
  readonly method?: string;
  /** With its query. */
  readonly path: string;
  readonly body?: JsonObject;
  readonly contentType?: string;
  readonly accept?: string;
}

/** Which Pod. */
export interface PodName {
  readonly namespace: string;
  readonly name: string;
}

/** A program to run in a container. */
export interface ExecCommand {
  readonly container: string;
  /** The program and its arguments; no shell reads them. */
  readonly command: readonly string[];
}

/** What a program in a container gave. */
export interface ExecResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** Which lines of a container's log. */
export interface LogSelection {
  /** May be left out where the Pod has only one. */
  readonly container?: string | undefined;
  /** The last so many lines. */
  readonly tailLines?: number | undefined;
  readonly sinceSeconds?: number | undefined;
  /** RFC 3339. */
  readonly sinceTime?: string | undefined;
  /** At most so many bytes. */
  readonly limitBytes?: number | undefined;
  /** Of the container that ran before, and has ended. */
  readonly previous?: boolean;
  /** Go on with lines as they are written, until the container or the signal ends it. */
  readonly follow?: boolean;
  /** Begin each line with its time. */
  readonly timestamps?: boolean;
}

/**
 * A Kubernetes API server, as the rest of the program sees it. Every method rejects with KubeError: it says which call
 * failed, why, and what to do. What is worth another try (throttling, a server that restarts) has been tried again until
 * the deadline by then.
 */
export interface KubeApi {
  /** The API server's URL. */
  readonly server: string;
  /** The kubeconfig context in use; undefined inside a cluster. */
  readonly context: string | undefined;
  /** The context's namespace, `default` where it has none. */
  readonly namespace: string;
  /** What the server serves; asked once. With `fresh` it is asked anew, as after installing definitions. */
  kinds(options?: CallOptions & { readonly fresh?: boolean }): Promise<ServedKinds>;
  /** All objects of a kind, read in pages. Rejects where the server does not know the kind: ask `kinds` first. */
  list(selection: Selection, options?: ListOptions): Promise<ObjectList>;
  /** The object, or undefined where there is none. */
  get(object: ObjectName, options?: CallOptions): Promise<JsonObject | undefined>;
  /** Server-side apply; gives the object as it is afterwards. */
  apply(object: JsonObject, options: ApplyOptions): Promise<JsonObject>;
  /**
   * Changes some fields of an object, and gives it as it is afterwards. Rejects where there is none; and, with a
   * `metadata.resourceVersion` in the patch, where it has changed since.
   */
  patch(object: ObjectName, patch: JsonObject, options: PatchOptions): Promise<JsonObject>;
  /** Creates the object, and gives it as stored. Not tried again once the server may have seen it. */
  create(object: JsonObject, options?: CallOptions & { readonly dryRun?: boolean }): Promise<JsonObject>;
  /** False where there was none to delete. */
  delete(object: ObjectName, options?: DeleteOptions): Promise<boolean>;
  /**
   * What is there, and what changes, until the signal or the deadline ends it (which is no error). Goes on by itself after lost
   * connections and after the server has forgotten what it said (410 Gone): nothing is missed but what came and went.
   */
  watch(selection: Selection, options?: WatchOptions): AsyncIterable<WatchEvent>;
  /**
   * Watches until `ask`, which is given all selected objects by `namespace/name` after every change, says what was waited for;
   * undefined when the deadline came first.
   */
  until<T>(
    selection: Selection,
    ask: (objects: ReadonlyMap<string, JsonObject>) => T | undefined,
    options?: WatchOptions,
  ): Promise<T | undefined>;
  /** Whether the user may do this, by SelfSubjectAccessReview. */
  isAllowed(permission: Permission, options?: CallOptions): Promise<boolean>;
  /** Milliseconds that the server's clock is ahead of this machine's, to about a second; undefined where the server does not say. */
  clockAhead(options?: CallOptions): Promise<number | undefined>;
  /** The body of the answer, as text. */
  raw(request: RawRequest, options?: CallOptions): Promise<string>;
  /**
   * A connection to a port of a Pod, to whatever listens there on the Pod's loopback address. It is open as soon as the Pod's
   * Node has been reached; that nothing listens there is known later, and destroys the stream with a KubeError. The protocol
   * has no way to say that no more will be written: `end` only ends writing here.
   *
   * @param options the signal also ends the connection once it is open
   */
  portForward(pod: PodName, port: number, options?: CallOptions): Promise<Duplex>;
  /** Runs a program in a container, without standard input, and gives what it wrote once it has ended, by whatever exit code. */
  exec(pod: PodName, command: ExecCommand, options?: CallOptions): Promise<ExecResult>;
  /** A container's log, in the pieces that it comes in. */
  logs(pod: PodName, selection?: LogSelection, options?: CallOptions): AsyncIterable<Buffer>;
  /** Closes all connections. */
  close(): void;
}
