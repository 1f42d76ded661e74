#!/usr/bin/env node
const { main, processIo } = require('../dist/main.js');

main(process.argv.slice(2), processIo()).then((exitCode) => {
  process.exitCode = exitCode;
});
