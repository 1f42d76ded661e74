import { describe, expect, it } from 'vitest';
import { readMeshConfig } from '../../src/resources/mesh-config.ts';

const read = (text: string) => readMeshConfig({ name: 'mesh.yaml', text });
const operator = (spec: string) => `apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec: ${spec}\n`;

describe('readMeshConfig', () => {
  it('reads bare mesh config, and that of an IstioOperator', () => {
    const expected = {
      rootNamespace: 'root',
      extensionProviders: [{ name: 'opa', envoyExtAuthzGrpc: { port: 9191 } }],
    };
    const providers = '[{name: opa, envoyExtAuthzGrpc: {port: 9191}}]';
    expect(read(`rootNamespace: root\nextensionProviders: ${providers}\n`)).toEqual(expected);
    expect(read(operator(`{meshConfig: {rootNamespace: root, extensionProviders: ${providers}}}`))).toEqual(expected);
  });

  it.each(['{}', '{meshConfig: [a]}', '[]'])('has defaults where an IstioOperator says nothing (%s)', (spec) => {
    expect(read(operator(spec))).toEqual({ rootNamespace: 'istio-system' });
  });

  it('takes no other resource for it', () => {
    expect(() => read('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio}\n')).toThrow(
      'a ConfigMap is no mesh config',
    );
  });
});
