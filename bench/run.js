// Times whole processes, in turn and paired, on machines that are noisy: read the ratios, not the milliseconds.
//   npm run bench [-- --runs N]
// Prints, for 12,600 and 63,000 resources, the median time and the peak memory of `analyze` and `validate`, and start-up
// against bare Node. Cost must grow linearly: the time per resource of both sizes is printed side by side.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { syntheticMesh } from './synthetic-mesh.js';

const runs = Number(process.argv[process.argv.indexOf('--runs') + 1]) || 5;
const env = { ...process.env, NODE_EXTRA_CA_CERTS: undefined, NO_COLOR: '1' };
const program = join(import.meta.dirname, '../bin/meshwright.js');

/** Runs a command once: seconds, and peak resident memory in MB where the system tells (Linux). */
function once(args) {
  return new Promise((resolve) => {
    const start = performance.now();
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
    let peak = 0;
    const status = `/proc/${child.pid}/status`;
    const watch = setInterval(() => {
      if (!existsSync(status)) return;
      const match = /VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'));
      if (match) peak = Math.max(peak, Number(match[1]) / 1024);
    }, 5);
    child.on('exit', () => {
      clearInterval(watch);
      resolve({ seconds: (performance.now() - start) / 1000, peak });
    });
  });
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

async function measure(variants) {
  const results = variants.map(() => []);
  for (let run = 0; run <= runs; run++) {
    for (const [i, args] of variants.entries()) {
      const result = await once(args);
      if (run > 0) results[i].push(result);
    }
  }
  return results.map((all) => ({
    seconds: median(all.map((r) => r.seconds)),
    peak: Math.max(...all.map((r) => r.peak)),
  }));
}

const folder = mkdtempSync(join(tmpdir(), 'meshwright-bench-'));
try {
  const sizes = [2000, 10_000].map((services) => {
    const file = join(folder, `mesh-${services}.yaml`);
    const { text, resources } = syntheticMesh(services);
    writeFileSync(file, text);
    return { file, resources };
  });
  const commands = {
    analyze: ['analyze', '--use-kube=false', '-A', '--closed-world', '-o', 'json'],
    validate: ['validate', '-f'],
  };
  const cases = Object.entries(commands).flatMap(([name, words]) =>
    sizes.map(({ file, resources }) => ({ name, resources, args: [program, ...words, file] })),
  );
  const [bare, version, ...measured] = await measure([
    ['-e', '0'],
    [program, 'version', '--remote=false'],
    ...cases.map(({ args }) => args),
  ]);
  console.log(
    `start-up: ${(version.seconds / bare.seconds).toFixed(2)} × bare Node (${(bare.seconds * 1000).toFixed(0)} ms)`,
  );
  for (const [i, { seconds, peak }] of measured.entries()) {
    const { name, resources } = cases[i];
    const each = (seconds - version.seconds) / resources;
    console.log(
      `${name} ${resources} resources: ${seconds.toFixed(3)} s, ${(each * 1e6).toFixed(1)} µs each, ${peak.toFixed(0)} MB`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}
