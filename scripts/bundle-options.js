// What all bundles of the program have in common.
import { relative } from 'node:path';

/**
 * Modules that libraries load and this program never uses, by the library. commander can start subcommands as programs of
 * their own (2 ms). client-node's reader of credentials loads its 1,400 classes of Kubernetes objects and an HTTP client
 * (40 ms), although requests are sent by src/kube.
 */
const neverUsed = [
  { by: '/node_modules/commander/', modules: /^node:child_process$/ },
  { by: '/node_modules/@kubernetes/client-node/dist/config.js', modules: /^(node-fetch|\.\/gen\/index\.js)$/ },
];

/** A path with slashes, whatever the system. */
const slashed = (path) => path.replaceAll('\\', '/');

const withoutNeverUsed = {
  name: 'without-never-used',
  setup(build) {
    build.onResolve({ filter: /./ }, ({ path, importer }) =>
      neverUsed.some(({ by, modules }) => slashed(importer).includes(by) && modules.test(path))
        ? { path, namespace: 'absent' }
        : undefined,
    );
    build.onLoad({ filter: /./, namespace: 'absent' }, () => ({ contents: 'module.exports = {}', loader: 'js' }));
  },
};

/** A kind's schema, which people may ask for, is read from the file in dist/schemas that their editors take. */
const schemasFromFiles = {
  name: 'schemas-from-files',
  setup(build) {
    build.onLoad({ filter: /\.schema\.js$/ }, ({ path }) => {
      const file = slashed(relative('src/schema/compiled', path)).replace('.schema.js', '.json');
      return {
        contents: `import { readPackageFile } from './src/package-files.ts';
          export default JSON.parse(readPackageFile('dist/schemas/${file}').toString());`,
        resolveDir: '.',
      };
    });
  },
};

export const bundleOptions = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  define: { 'import.meta.dirname': '__dirname' },
  legalComments: 'none',
  plugins: [withoutNeverUsed, schemasFromFiles],
  logLevel: 'warning',
};
