// Node's larger modules are loaded when something of them is first used. Most runs of a command need nothing of node:crypto or
// node:net, which take 3 ms to load, and twice that once V8 has been told to optimize otherwise than usual (bin/meshwright.js):
// it then refuses the compiled code of them that Node comes with.

/** Each with more than a millisecond to load. Others are loaded by Node itself before any program. */
const modules = 'crypto|net|zlib|os|readline|stream|tls|tty';
const required = new RegExp(`^var (import_node_(?:${modules})\\d*) = require\\("(node:[a-z]+)"\\);$`, 'gm');

/**
 * @param code a CommonJS module that esbuild made, not minified
 * @returns the same, in which `require` waits for the first use
 */
export function withLazyBuiltins(code) {
  const names = [];
  const loading = code.replace(required, (_, name, id) => {
    names.push(name);
    return `let ${name}_loaded;\nconst ${name} = () => ${name}_loaded ??= require("${id}");`;
  });
  // In parentheses, for `new (crypto()).X509Certificate(…)` means another thing without.
  return names.reduce((text, name) => text.replaceAll(new RegExp(`\\b${name}\\.`, 'g'), `(${name}()).`), loading);
}
