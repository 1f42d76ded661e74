import type { SourceFile } from '../resources/document.ts';
import { readSettings } from './read-settings.ts';
import type { InjectionSettings } from './settings.ts';

/** What an installation's ConfigMaps say of injection: their texts. */
export interface InstalledInjection {
  readonly config: string;
  readonly mesh: string;
  readonly values: string;
  readonly revision: string;
  readonly tags: readonly string[];
  /** What templates were parsed to ahead of time. */
  readonly parsedTemplate?: InjectionSettings['parsedTemplate'];
}

/** What is injected. */
export interface Injection {
  readonly settings: InjectionSettings;
  /** Tags that lead to the settings' revision. */
  readonly tags: ReadonlySet<string>;
}

/** What was captured of istiod's ConfigMaps, and what is known besides. */
export interface Captured {
  readonly config?: SourceFile | undefined;
  readonly mesh?: SourceFile | undefined;
  readonly values?: SourceFile | undefined;
  readonly revision?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  /** As in SettingsTexts. */
  readonly nodesAreNew?: boolean | undefined;
  readonly environment?: InjectionSettings['environment'];
  readonly proxyConfigs?: InjectionSettings['proxyConfigs'];
}

/**
 * What is injected: by what was captured, and by an installation for the rest.
 *
 * @param render the installation's ConfigMaps; called only where something is missing
 * @throws InputError for what is captured and cannot be read, and what `render` throws
 */
export async function injectionFrom(captured: Captured, render: () => Promise<InstalledInjection>): Promise<Injection> {
  const { config, mesh, values, revision, tags = [], nodesAreNew, environment, proxyConfigs } = captured;
  const isComplete = config !== undefined && mesh !== undefined && values !== undefined;
  const rendered = isComplete ? undefined : await render();
  const settings = readSettings({
    config: config ?? textOf(rendered!, 'config'),
    mesh: mesh ?? textOf(rendered!, 'mesh'),
    values: values ?? textOf(rendered!, 'values'),
    revision: revision || (values === undefined ? rendered!.revision : undefined),
    nodesAreNew,
  });
  const { parsedTemplate } = rendered ?? {};
  return {
    settings: {
      ...settings,
      parsedTemplate,
      ...(environment && { environment }),
      ...(proxyConfigs && { proxyConfigs }),
    },
    tags: new Set([...tags, ...(rendered?.tags ?? [])]),
  };
}

const textOf = (rendered: InstalledInjection, key: 'config' | 'mesh' | 'values'): SourceFile => ({
  name: `${key} of the installation`,
  text: rendered[key],
});
