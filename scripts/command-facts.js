// What the built program's help says of every command.
import { commandFacts, processIo } from '../dist/main.js';

const io = { ...processIo(), columns: 80 };
const { allCommandFacts, globalFlags } = await commandFacts();

export const facts = await allCommandFacts(io);
export const globals = globalFlags(io);
