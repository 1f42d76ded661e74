// Completes charts/ in place: what all charts share is copied into each, as Helm wants a chart to hold all it needs, and
// the custom resource definitions are written from schemas/. charts/README.md explains it; git ignores what is written here.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
