import { labels } from './texts.ts';
import { object, oneOf } from './usual.ts';

/** Whether peers must use mTLS. */
export default object({
  selector: object({ matchLabels: labels }),
  mtls: object({ mode: oneOf('STRICT', 'PERMISSIVE', 'DISABLE') }),
});
