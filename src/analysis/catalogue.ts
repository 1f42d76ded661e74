import type { MessageType } from './message.ts';
import * as messages from './messages/index.ts';

/** Every message there is, by code. */
export const catalogue: readonly MessageType[] = Object.values<MessageType>(messages).sort((a, b) =>
  a.code < b.code ? -1 : 1,
);
