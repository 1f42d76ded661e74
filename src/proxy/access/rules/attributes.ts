import { clientAttributes } from './client-attributes.ts';
import { requestAttributes } from './request-attributes.ts';
import { tokenAttributes } from './token-attributes.ts';

/** All that rules can ask about: by key of a condition, or as operations call it. */
export const attributes = { ...clientAttributes, ...tokenAttributes, ...requestAttributes };

export type AttributeName = keyof typeof attributes;
