import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Text that the MIT licence is made of after its copyright line (spdx.org/licenses/MIT). */
const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to
use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom
the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES
OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE
LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** The licences of the packages that a bundle holds: theirs ask to be passed on with it. */
export function thirdPartyNotices(metafile) {
  const inputs = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
  const packages = new Map();
  for (const path of inputs) {
    const [folder] = /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [];
    if (folder !== undefined) packages.set(folder, [...(packages.get(folder) ?? []), path]);
  }
  return [...packages.keys()]
    .sort()
    .map((folder) => notice(folder, packages.get(folder)))
    .join(`\n${'-'.repeat(80)}\n\n`);
}

function notice(folder, files) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text =
    file === undefined ? withoutFile(name, license, author, files) : readFileSync(join(folder, file), 'utf8');
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}

/** The licence of a package that ships no file of it: what stands at the head of its sources, or else MIT by its author. */
function withoutFile(name, license, author, files) {
  const heads = new Set(files.flatMap((file) => /^(?:\/\/.*\n)+/.exec(readFileSync(file, 'utf8')) ?? []));
  const licences = [...heads].filter((head) => head.includes('Copyright'));
  if (licences.length > 0) return licences.map((head) => head.replaceAll(/^\/\/ ?/gm, '')).join('\n');
  if (license === 'MIT' && author !== undefined) return `Copyright (c) ${author.name ?? author}\n\n${mit}`;
  throw new Error(`${name} ships no licence: bundle something else, or add its notice here`);
}
