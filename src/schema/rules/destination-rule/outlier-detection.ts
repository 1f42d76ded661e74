import type { OutlierDetection } from '../../compiled/networking.istio.io/DestinationRule.js';
import { checkDurations } from '../../values/duration.ts';
import type { Field } from '../rule.ts';

/** When an endpoint that fails is left out (OutlierDetection); `field` is where `outlier` stands. */
export function checkOutlierDetection(outlier: OutlierDetection | undefined, field: Field): void {
  if (outlier === undefined) return;
  checkDurations(outlier, ['interval', 'baseEjectionTime'], field);
  for (const name of ['maxEjectionPercent', 'minHealthPercent'] as const) {
    const percent = outlier[name] ?? 0;
    if (percent < 0 || percent > 100) field.at(name).error(`must be from 0 to 100, not ${percent}`);
  }
  const { consecutiveErrors = 0, consecutiveLocalOriginFailures, splitExternalLocalOriginErrors = false } = outlier;
  if (consecutiveErrors !== 0) {
    field.at('consecutiveErrors').warning('is deprecated: use consecutiveGatewayErrors or consecutive5xxErrors');
  }
  if ((consecutiveLocalOriginFailures ?? 0) > 0 && !splitExternalLocalOriginErrors) {
    field.at('consecutiveLocalOriginFailures').error('must not be there unless splitExternalLocalOriginErrors is true');
  }
}
