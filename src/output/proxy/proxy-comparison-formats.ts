import type { ComparedSection, SectionComparison } from '../../proxy/istiod/compare-with-proxy.ts';
import type { Style } from '../style.ts';
import { proxyDiffRecord } from './proxy-diff-record.ts';
import { proxyDiffText } from './proxy-diff-text.ts';

/** A proxy, and what the istiod that it is connected to would send it. */
export interface ProxyComparison {
  /** `cart-1.shop` */
  readonly proxy: string;
  readonly istiod: string;
  readonly sections: readonly SectionComparison[];
}

const titles: Readonly<Record<ComparedSection, string>> = {
  clusters: 'Clusters',
  listeners: 'Listeners',
  routes: 'Routes',
  extensions: 'Extensions',
};

/** A line for each kind of resource, as istioctl has it, and behind it how the proxy differs. */
export const proxyComparisonText = (comparison: ProxyComparison, style: Style): string =>
  comparison.sections
    .map(({ section, isSame, diff, lastUpdated }) => {
      if (!isSame) return `${titles[section]} Don't Match\n${proxyDiffText(diff, sidesOf(comparison), style)}`;
      return `${titles[section]} Match${lastUpdated === undefined ? '' : ` (RDS last loaded at ${lastUpdated})`}\n`;
    })
    .join('');

/** As programs read it: what `proxy-config diff` tells, for each kind of resource. */
export const proxyComparisonRecord = (comparison: ProxyComparison) => ({
  proxy: comparison.proxy,
  istiod: comparison.istiod,
  matches: comparison.sections.every(({ isSame }) => isSame),
  ...Object.fromEntries(
    comparison.sections.map(({ section, isSame, diff }) => [
      section,
      { matches: isSame, ...proxyDiffRecord(diff, sidesOf(comparison)) },
    ]),
  ),
});

const sidesOf = ({ proxy, istiod }: ProxyComparison) => ({ before: `istiod ${istiod}`, after: `proxy ${proxy}` });
