import { createRequire } from 'node:module';
import { BlockList } from 'node:net';
import { expect, it } from 'vitest';
import { withLazyBuiltins } from '../../scripts/lazy-builtins.js';

const require = createRequire(import.meta.url);

const chunk = `var import_node_fs = require("node:fs");
var import_node_net = require("node:net");
var import_node_net2 = require("node:net");
var import_node_crypto = require("node:crypto");
exports.isAddress = (text) => (0, import_node_net.isIP)(text) > 0 && import_node_net2.isIPv4(text);
exports.list = () => new import_node_net.BlockList();
exports.hash = (text) => import_node_crypto.createHash("sha256").update(text).digest("hex");
exports.read = import_node_fs.readFileSync;
`;

it('loads Node’s larger modules when they are used first, and once', () => {
  const loaded: string[] = [];
  const module = { exports: {} as Record<string, (text?: string) => unknown> };
  const load = (id: string) => {
    loaded.push(id);
    return require(id);
  };
  new Function('require', 'exports', withLazyBuiltins(chunk))(load, module.exports);
  expect(loaded).toEqual(['node:fs']);
  expect(module.exports.isAddress!('10.0.0.1')).toBe(true);
  expect(module.exports.list!()).toBeInstanceOf(BlockList);
  expect(loaded).toEqual(['node:fs', 'node:net', 'node:net']);
  expect(module.exports.hash!('')).toMatch(/^e3b0c442/);
});
