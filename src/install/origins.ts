import { formatPath, isObject, type Json, type Path } from '../resources/json.ts';
import type { Resource } from '../resources/resource.ts';

/** A setting that a flag made, and where. */
export interface PlacedFlag {
  readonly label: string;
  readonly path: Path;
}

/** Knows who said what in an IstioOperator that was merged from files and flags. */
export class Origins {
  /** Both in the order in which they were laid on each other; flags come after files. */
  constructor(
    private readonly files: readonly Resource[],
    private readonly flags: readonly PlacedFlag[],
  ) {}

  /** `demo.yaml:12:5` or `--set a=b`: who set the value at `path`, or what is nearest to it. Empty for a profile's. */
  of(path: Path): string {
    const setter = this.flags.findLast((flag) => sharedSteps(flag.path, path) === flag.path.length);
    if (setter !== undefined) return setter.label;
    const file = this.#file(path);
    const { label, shared } = this.#nearestFlag(path);
    if (shared > (file?.depth ?? 0)) return label;
    if (file === undefined) return '';
    const { line, column } = file.resource.position(path);
    return `${file.resource.document.file.name}:${line}:${column}`;
  }

  /** True where a flag set the value at `path`, or what is nearest to it. */
  isOfFlag(path: Path): boolean {
    const origin = this.of(path);
    return this.flags.some(({ label }) => label === origin);
  }

  /** A message about the value at `path`, after the name of who set it. */
  tell(path: Path, message: string): string {
    const origin = this.of(path);
    return `${origin}${origin && ': '}${formatPath(path)}: ${message}`;
  }

  /** The flag that set what is nearest to `path`; of several the last. All share the step `spec`, which says nothing. */
  #nearestFlag(path: Path): { label: string; shared: number } {
    let best = { label: '', shared: 1 };
    for (const flag of this.flags) {
      const shared = sharedSteps(flag.path, path);
      if (shared > 1 && shared >= best.shared) best = { label: flag.label, shared };
    }
    return best;
  }

  /** The file that leads farthest towards `path`; what it replaces whole hides those before it. All have a `spec`. */
  #file(path: Path): { resource: Resource; depth: number } | undefined {
    let best: { resource: Resource; depth: number } | undefined;
    for (const resource of this.files.toReversed()) {
      const { depth, isWhole } = reach(resource.body, path);
      const says = depth > 1 || depth === path.length;
      if (says && depth > (best?.depth ?? 0)) best = { resource, depth };
      if (isWhole) break;
    }
    return best;
  }
}

function sharedSteps(a: Path, b: Path): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) if (a[i] !== b[i]) return i;
  return shorter;
}

/** How many steps of `path` a value has, and whether it replaced what lay below it on the way. */
function reach(value: Json | undefined, path: Path): { depth: number; isWhole: boolean } {
  let here = value;
  let isWhole = false;
  for (const [depth, step] of path.entries()) {
    if (!isObject(here)) isWhole = true;
    const next =
      typeof here === 'object' && here !== null && Object.hasOwn(here, step) ? (here as never)[step] : undefined;
    if (next === undefined) return { depth, isWhole };
    here = next;
  }
  return { depth: path.length, isWhole: isWhole || !isObject(here) };
}
