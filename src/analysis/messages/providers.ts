import { listNames } from '../../base/list-names.ts';
import { message } from '../message.ts';

export const ExtensionProviderNotFound = message<{ provider: string; known: readonly string[]; effect: string }>({
  code: 'MW0010',
  name: 'ExtensionProviderNotFound',
  level: 'Error',
  summary: 'A policy names an extension provider that the mesh config does not define, or one of another sort',
  text: ({ provider, known, effect }) =>
    `the mesh config has no fitting extension provider "${provider}" (it has ${listNames(known) || 'none'}), so ${effect}: ` +
    'add it to extensionProviders of the mesh config, or correct the name',
});
