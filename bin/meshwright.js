#!/usr/bin/env node
// Keeps compiled code in the system's folder for temporary files, for a quicker start next time.
const { enableCompileCache, flushCompileCache } = require('node:module');
const words = process.argv.slice(2);
// Charts are rendered once: what V8 would optimize meanwhile is not run again (docs/decisions/0016).
if (words[0] === 'manifest' && words[1] === 'generate') require('node:v8').setFlagsFromString('--no-opt');
if (enableCompileCache) enableCompileCache();
else require('./compile-cache.js').keepCompiled(`${__dirname}/../dist`, words.slice(0, 2));
const { main, processIo } = require('../dist/main.js');

const io = processIo();
main(words, io).then((exitCode) => {
  flushCompileCache?.();
  io.end(exitCode);
});
