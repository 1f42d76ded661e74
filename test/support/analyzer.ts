import { describe, expect, it } from 'vitest';
import type { Analyzer } from '../../src/analysis/analyzer.ts';
import { inOrder } from '../../src/analysis/order.ts';
import { runAnalyzers } from '../../src/analysis/runner.ts';
import { Mesh } from '../../src/resources/mesh.ts';
import { readMeshConfig, readMeshNetworks } from '../../src/resources/mesh-config.ts';
import { toResources } from '../../src/resources/to-resources.ts';

export interface AnalyzerCase {
  readonly name: string;
  /** The mesh as YAML documents, or cluster name → YAML for several clusters. */
  readonly yaml: string | Readonly<Record<string, string>>;
  readonly meshConfig?: string;
  readonly meshNetworks?: string;
  /** `CODE Kind namespace/name line:column field.path`, in any order. A clean case has none. */
  readonly finds: readonly string[];
  /** Words that some finding's message must hold. */
  readonly says?: readonly string[];
}

/** Runs one analyzer over small meshes and compares codes, origins, positions and paths. */
export function testAnalyzer(analyzer: Analyzer, cases: readonly AnalyzerCase[]): void {
  describe(analyzer.id, () => {
    it('has a clean case and one that finds something', () => {
      expect(cases.some((c) => c.finds.length === 0)).toBe(true);
      expect(cases.some((c) => c.finds.length > 0)).toBe(true);
    });
    it.each(cases)('$name', ({ yaml, meshConfig = '', meshNetworks, finds, says = [] }) => {
      const inputs = typeof yaml === 'string' ? [[undefined, yaml] as const] : Object.entries(yaml);
      const resources = inputs.flatMap(([cluster, text]) => {
        const read = toResources({ name: 'test.yaml', text }, cluster === undefined ? {} : { cluster });
        expect(read.problems).toEqual([]);
        return read.resources;
      });
      const mesh = new Mesh(resources, {
        config: readMeshConfig({ name: 'mesh.yaml', text: meshConfig }),
        networks:
          meshNetworks === undefined
            ? undefined
            : readMeshNetworks({ name: 'networks.yaml', text: meshNetworks }, 'istio-system'),
      });
      const { findings } = runAnalyzers(mesh, [analyzer], { closedWorld: true });
      const shown = inOrder(findings, resources).map(({ code, resource, path }) => {
        const { line, column } = resource.position(path);
        return `${code} ${resource.origin} ${line}:${column} ${path.join('.')}`;
      });
      expect(shown.sort()).toEqual([...finds].sort());
      for (const words of says) expect(findings.map((f) => f.message).join('\n')).toContain(words);
      const declared = new Set(analyzer.emits.map((m) => m.code));
      for (const { code } of findings) expect(declared).toContain(code);
    });
  });
}
