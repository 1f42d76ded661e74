import type { Duplicate } from '../../resources/mesh.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { enough } from '../first-few.ts';
import { DuplicateKey, DuplicateResource } from '../messages/input.ts';

export default defineAnalyzer({
  id: 'resource.DuplicateAnalyzer',
  summary: 'No resource is defined twice, and no map has a key twice',
  reads: [],
  emits: [DuplicateResource, DuplicateKey],
  run(mesh, report) {
    const inOneFile = mesh.duplicates.filter(isInOneFile);
    // A folder with variants of a mesh has every resource several times: a few of them tell as much as all.
    const acrossFiles = mesh.duplicates.filter((one) => !isInOneFile(one));
    const few = acrossFiles.slice(0, enough);
    for (const [i, { resource, replacedBy }] of [...inOneFile, ...few].entries()) {
      const other = `${replacedBy.document.file.name}:${replacedBy.position([]).line}`;
      const same = JSON.stringify(resource.body) === JSON.stringify(replacedBy.body);
      const isLast = i === inOneFile.length + few.length - 1;
      const more = isLast ? acrossFiles.length - few.length : 0;
      report(DuplicateResource, resource.at('metadata', 'name'), { origin: resource.origin, other, same, more });
    }
    for (const { resource, path, first, again } of mesh.duplicateKeys) {
      const key = String(path.at(-1));
      report(DuplicateKey, resource.at(...path), { key, first: first.line, again: again.line });
    }
  },
});

const isInOneFile = ({ resource, replacedBy }: Duplicate): boolean =>
  resource.document.file.name === replacedBy.document.file.name;
