#!/usr/bin/env node
// From Node 22 on: keep compiled code in the system's folder for temporary files, for a quicker start next time.
require('node:module').enableCompileCache?.();
const { main, processIo } = require('../dist/main.js');

main(process.argv.slice(2), processIo()).then((exitCode) => {
  process.exitCode = exitCode;
});
