/** What the process ends with, whatever the output format. 64, 65 are sysexits.h; 79 is istioctl's for findings. */
export const ExitCode = { ok: 0, failed: 1, usage: 64, unreadableInput: 65, findings: 79 } as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
