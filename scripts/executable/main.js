// What an executable runs: as bin/meshwright.js, with all of the program in one piece.
import { main, processIo } from '../../src/main.ts';

const io = processIo();
main(process.argv.slice(2), io).then((exitCode) => io.end(exitCode));
