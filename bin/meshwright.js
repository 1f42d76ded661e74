#!/usr/bin/env node
// Keeps compiled code in the system's folder for temporary files, for a quicker start next time.
const { enableCompileCache, flushCompileCache } = require('node:module');
const words = process.argv.slice(2);
const compileCache = enableCompileCache === undefined ? require('./compile-cache.js') : undefined;
// What Node loads of itself from here on, it compiles anew: V8 takes compiled code only from where the flags were the same.
tuneV8();
if (compileCache === undefined) enableCompileCache();
else compileCache.keepCompiled(`${__dirname}/../dist`, words, (name) => commandNamed(name) !== undefined);
const { commandNamed, main, processIo } = require('../dist/main.js');

const io = processIo();
main(words, io).then((exitCode) => {
  flushCompileCache?.();
  io.end(exitCode);
});

/** V8's optimizing compiler is for programs that run for minutes: for how long, says the command (docs/decisions/0016). */
function tuneV8() {
  const [command, word] = words;
  let flags = [];
  // Charts are rendered once: what would be optimized meanwhile is not run again, nor most regular expressions.
  if (command === 'manifest' && word === 'generate') flags = ['--no-opt', '--no-regexp-tier-up'];
  // Node 20's optimizes early, and often in vain; later ones have a quicker compiler before it.
  else if (process.version.startsWith('v20.') && (command === 'analyze' || command === 'kube-inject'))
    flags = ['--interrupt-budget=300000'];
  for (const flag of flags) require('node:v8').setFlagsFromString(flag);
}
