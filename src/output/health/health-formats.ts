import type { Look } from '../text/look.ts';
import type { HealthReport } from './health-record.ts';

/** The formats that `check -o` writes, by name; each is loaded when it is the one asked for. */
export const healthFormats: Readonly<Record<string, (report: HealthReport, look: Look) => Promise<string>>> = {
  text: async (report, look) => {
    const [{ healthText }, { styleFor }] = await Promise.all([import('./health-text.ts'), import('../style.ts')]);
    return healthText(report, await styleFor(look), look.columns);
  },
  json: async (report) => {
    const [{ healthRecord }, { formatJson }] = await Promise.all([
      import('./health-record.ts'),
      import('../findings/findings-json.ts'),
    ]);
    return formatJson(healthRecord(report));
  },
  junit: async (report) => (await import('./health-junit.ts')).healthJunit(report),
};
