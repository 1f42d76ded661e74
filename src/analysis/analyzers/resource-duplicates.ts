import { defineAnalyzer } from '../analyzer.ts';
import { DuplicateKey, DuplicateResource } from '../messages/input.ts';

export default defineAnalyzer({
  id: 'resource.DuplicateAnalyzer',
  summary: 'No resource is defined twice, and no map has a key twice',
  reads: [],
  emits: [DuplicateResource, DuplicateKey],
  run(mesh, report) {
    for (const { resource, replacedBy } of mesh.duplicates) {
      const other = `${replacedBy.document.file.name}:${replacedBy.position([]).line}`;
      const same = JSON.stringify(resource.body) === JSON.stringify(replacedBy.body);
      report(DuplicateResource, resource.at('metadata', 'name'), { origin: resource.origin, other, same });
    }
    for (const { resource, path, first, again } of mesh.duplicateKeys) {
      const key = String(path.at(-1));
      report(DuplicateKey, resource.at(...path), { key, first: first.line, again: again.line });
    }
  },
});
