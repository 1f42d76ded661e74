// Prints Istio's CustomResourceDefinitions whatever it is asked for: the part of `manifest generate` that is there.
import { execFileSync } from 'node:child_process';

execFileSync(process.execPath, ['bin/meshwright.js', 'schema', 'all', '-o', 'crd'], { stdio: 'inherit' });
