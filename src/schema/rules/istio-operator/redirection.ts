import type { ProxyConfig } from '../../compiled/install.istio.io/Values.js';
import { subnetProblem } from '../../values/address.ts';
import { type Problem, quote } from '../../values/value.ts';
import type { Field } from '../rule.ts';

const ranges = ['includeIPRanges', 'excludeIPRanges'] as const;
const ports = ['includeInboundPorts', 'excludeInboundPorts'] as const;

/** Reports lists that do not say which traffic goes through sidecars. Their items are parted by commas, without blanks. */
export function checkRedirection(proxy: ProxyConfig, field: Field): void {
  for (const name of ranges) {
    const list = proxy[name] ?? '';
    if (list !== '' && list !== '*') checkItems(list, field.at(name), blockProblem);
  }
  for (const name of ports) checkItems(proxy[name] ?? '', field.at(name), portProblem);
}

function checkItems(list: string, field: Field, problem: (item: string) => Problem): void {
  for (const item of list.split(',')) field.check(problem(item));
}

function blockProblem(item: string): Problem {
  if (item.includes('/') && subnetProblem(item) === undefined) return undefined;
  return `must be "*", or blocks of IP addresses such as 10.1.0.0/16 with commas between: ${quote(item)} is none`;
}

function portProblem(item: string): Problem {
  if (item === '' || item === '*') return undefined;
  if (/^[-+]?\d+$/.test(item) && Number(item) >= 0 && Number(item) <= 65535) return undefined;
  return `must be "*", or ports from 0 to 65535 with commas between: ${quote(item)} is none`;
}
