import { parseUrl } from './url.ts';
import { type Problem, quote } from './value.ts';

const repository = /^[a-z0-9_\-./]{2,255}$/;
const tag = /^[\w.-]{1,128}$/;
/** A name of an image as registries have it (Open Container Initiative, Distribution Specification; Docker, reference). */
const domainLabel = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const domain = `(?:${domainLabel}(?:\\.${domainLabel})*|\\[[0-9a-f:]+\\])(?::\\d+)?`;
const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const components = new RegExp(`^${component}(?:/${component})*$`);
const registry = new RegExp(`^${domain}$`, 'i');
const longestName = 255;

/** Registry and path of an image's name. What is before the first slash is a registry if it looks like a host. */
function split(name: string): readonly [string | undefined, string] {
  const slash = name.indexOf('/');
  const first = name.slice(0, slash);
  return first === 'localhost' || /[.:]/.test(first) ? [first, name.slice(slash + 1)] : [undefined, name];
}

/** The name of one of the images that are at `hub`. */
const nameIn = (hub: string): string => `${hub}/pilot`;

/** A registry and folder that images are in, as istioctl takes it (google/go-containerregistry, NewRepository). */
export function hubProblem(hub: string): Problem {
  const [host, path] = split(nameIn(hub));
  if (host !== undefined && (host.includes('%') || parseUrl(`//${host}`)?.host !== host)) {
    return `must start with a host, perhaps with a port: ${quote(host)} is none`;
  }
  return repository.test(path)
    ? undefined
    : `must be lowercase letters, digits, "_", "-", "." and "/" after the registry, at most 249 of them, not ${quote(hub)}`;
}

/** As `hubProblem`; says also what no image can be pulled from, although istioctl takes it. */
export function pullableHubProblem(hub: string): Problem {
  const problem = hubProblem(hub);
  if (problem !== undefined) return problem;
  const name = nameIn(hub);
  const [host, path] = split(name);
  const isName = name.length <= longestName && (host === undefined || registry.test(host)) && components.test(path);
  return isName
    ? undefined
    : `must be a registry and a folder such as registry.istio.io/release: ${quote(name)} is no name of an image`;
}

/** An image's tag as istioctl takes it (google/go-containerregistry, NewTag): a text, or a number as Go writes it. */
export function tagProblem(value: string | number): Problem {
  const text = tagText(value);
  if (tag.test(text)) return undefined;
  if (text === '') return 'must not be empty';
  return typeof value === 'number'
    ? `must be in quotes: the number ${value} is written ${text}, which is no tag`
    : `must be letters, digits, "_", "-" and ".", at most 128 of them, not ${quote(value)}`;
}

/** As `tagProblem`; says also what no image can have, although istioctl takes it. */
export const pullableTagProblem = (value: string | number): Problem =>
  tagProblem(value) ??
  (/^\w/.test(tagText(value))
    ? undefined
    : `must start with a letter, a digit or "_", unlike ${quote(tagText(value))}`);

const tagText = (value: string | number): string => (typeof value === 'number' ? formatFloat(value) : value);

/** A number as Go's `%v` writes a float64: with an exponent from a million on. */
function formatFloat(value: number): string {
  const [mantissa, exponent] = value.toExponential().split('e') as [string, string];
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(value);
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}
