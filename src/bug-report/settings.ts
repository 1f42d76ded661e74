import type { PodSelection } from './pod-selection.ts';

/** Which lines of logs are wanted. Times are milliseconds since 1970. */
export interface LogSettings {
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** The last so many lines of each container; all without it. */
  readonly tail: number | undefined;
  /** Messages with which a log counts most of all, as patterns with `*`. */
  readonly criticalErrors: readonly string[];
  /** Messages that do not make a log count more. */
  readonly ignoredErrors: readonly string[];
}

/** What a report is to hold. */
export interface ReportSettings {
  readonly istioNamespace: string;
  /** All Pods where there are none. */
  readonly include: readonly PodSelection[];
  readonly exclude: readonly PodSelection[];
  readonly logs: LogSettings;
  /** Leave secrets as they are, and take those of Secrets as well. */
  readonly fullSecrets: boolean;
  readonly proxyAdminPort: number;
  readonly skip: {
    readonly clusterDump: boolean;
    readonly analyze: boolean;
    readonly proxyDebug: boolean;
    readonly netstat: boolean;
    readonly coredumps: boolean;
  };
}

/** How much of it, and how fast. */
export interface ReportLimits {
  /** Calls at once. */
  readonly concurrency: number;
  /** Milliseconds for all of it. */
  readonly timeout: number;
  /** Bytes of a file. */
  readonly fileSize: number;
  /** Bytes of all files, before they are compressed. */
  readonly totalSize: number;
}

/** istioctl's, where it has them. */
export const usualLimits: ReportLimits = {
  concurrency: 32,
  timeout: 30 * 60_000,
  fileSize: 100 * 2 ** 20,
  totalSize: 2 ** 30,
};

/** Kubernetes' own namespaces, and kind's, whose Pods have no proxies (Istio, pkg/kube/inject): never reported on. */
export const systemNamespaces: readonly string[] = [
  'kube-node-lease',
  'kube-public',
  'kube-system',
  'local-path-storage',
];
