// Keeps compiled code for the next start, as `module.enableCompileCache` of Node 22 does: for Node 20, which has no such thing.
// A start of `manifest generate` spends a third of its time on compiling (docs/decisions/0009).
const fs = require('node:fs');
const Module = require('node:module');
const { resolve } = require('node:path');
const { Script } = require('node:vm');

/**
 * Takes over the modules in a folder: compiles them with what is kept of earlier starts of the same command, and keeps what is
 * missing there. Whatever is wrong with the cache, the program runs without it.
 *
 * @param folder of the program's code: plain modules that require each other as `./name.js`
 * @param words that the command line begins with: each command has its own file, as each runs other functions
 * @param isCommand says of one or two words whether they name a command; asked when the process ends
 */
exports.keepCompiled = (folder, words, isCommand) => {
  const place = ownFolder();
  if (place === undefined) return;
  const root = resolve(folder);
  const build = `${root} ${fs.statSync(`${root}/main.js`).mtimeMs}`;
  const names = [words.slice(0, 2), words.slice(0, 1)].filter((name) =>
    name.every((word) => /^[a-z][a-z-]{0,29}$/.test(word)),
  );
  const fileOf = (name) => `${place}/${name.join('-') || 'meshwright'}.bin`;
  const known = read([...names, []].map(fileOf), build);
  const compiled = new Map();
  let isComplete = true;

  const compile = Module.prototype._compile;
  Module.prototype._compile = function (content, filename) {
    if (!filename.startsWith(root) || filename.indexOf('/', root.length + 1) > 0)
      return compile.call(this, content, filename);
    const cachedData = known.get(filename);
    const script = new Script(Module.wrap(content), { filename, cachedData });
    isComplete &&= cachedData !== undefined && !script.cachedDataRejected;
    compiled.set(filename, script);
    const required = (id) => (id.startsWith('./') ? neighbour(`${root}/${id.slice(2)}`, this) : this.require(id));
    return script.runInThisContext().call(this.exports, this.exports, required, this, filename, root);
  };

  process.once('exit', () => {
    if (isComplete) return;
    try {
      write(fileOf(names.find((name) => isCommand(name.join(' '))) ?? []), build, compiled);
    } catch {}
  });
};

/** A module by its path: what is known to be there need not be looked for. */
function neighbour(filename, parent) {
  const known = Module._cache[filename];
  if (known !== undefined) return known.exports;
  const module = new Module(filename, parent);
  Module._cache[filename] = module;
  module.filename = filename;
  module._compile(fs.readFileSync(filename, 'utf8'), filename);
  module.loaded = true;
  return module.exports;
}

/** A folder that nobody else can write to, for code from it is run. Undefined where there can be none. */
function ownFolder() {
  if (process.getuid === undefined || process.env.NODE_DISABLE_COMPILE_CACHE) return undefined;
  const temporary = process.env.TMPDIR || '/tmp';
  const place = `${temporary}/meshwright-${process.getuid()}-${process.version}-${process.arch}`;
  try {
    if (!isOwn(place)) fs.mkdirSync(place, { mode: 0o700 });
    return isOwn(place) ? place : undefined;
  } catch {
    return undefined;
  }
}

function isOwn(place) {
  const about = fs.lstatSync(place, { throwIfNoEntry: false });
  return about?.isDirectory() && about.uid === process.getuid() && (about.mode & 0o077) === 0;
}

/**
 * What the first of several files that is there keeps of a build. The file: in four bytes the length of the table of contents; the
 * table; what it gives the lengths of.
 */
function read(files, build) {
  try {
    const bytes = fs.readFileSync(files.find((file) => fs.existsSync(file)));
    let at = 4 + bytes.readUInt32LE(0);
    const table = JSON.parse(bytes.toString('utf8', 4, at));
    const parts = table.parts.map(([name, length]) => {
      at += length;
      return [name, bytes.subarray(at - length, at)];
    });
    return new Map(table.build === build && at === bytes.length ? parts : []);
  } catch {
    return new Map();
  }
}

function write(file, build, compiled) {
  const parts = Array.from(compiled, ([name, script]) => [name, script.createCachedData()]);
  const table = Buffer.from(JSON.stringify({ build, parts: parts.map(([name, { length }]) => [name, length]) }));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(table.length);
  const beside = `${file}.${process.pid}`;
  fs.writeFileSync(beside, Buffer.concat([size, table, ...parts.map(([, bytes]) => bytes)]), {
    mode: 0o600,
    flag: 'wx',
  });
  fs.renameSync(beside, file);
}
