import { catalogue } from '../../analysis/catalogue.ts';
import { schemaAnalyzer } from '../../analysis/schema-validation.ts';
import { findingsFormats } from './findings-formats.ts';
import { formatJson } from './findings-json.ts';
import type { FormatOptions } from './findings-report.ts';
import type { ValidationReport } from './validation-report.ts';

export interface ValidationFormat {
  /** True for a format that shows each document, those that are valid too. */
  readonly showsAll: boolean;
  /** False where warnings are left to stderr. */
  readonly showsWarnings: boolean;
  /** Errors, and warnings, that are shown at most; where everything is shown, each resource has a bound of its own. */
  readonly most: number;
  /** Makes the whole of stdout. */
  format(report: ValidationReport, context: ValidationContext): string | Promise<string>;
}

export interface ValidationContext extends FormatOptions {
  readonly version: string;
  readonly cwd: string;
}

/** As many as people read; and as GitHub's code scanning takes of one run. */
const onScreen = 100;
const inFile = 5_000;

/** A format that `analyze` has as well. */
const asFindings = (name: keyof typeof findingsFormats, most: number, showsWarnings: boolean): ValidationFormat => ({
  showsAll: false,
  showsWarnings,
  most,
  async format({ errors, warnings }, { version, cwd, ...options }) {
    const formatter = await findingsFormats[name].load();
    const findings = showsWarnings ? [...errors, ...warnings] : errors;
    return formatter(
      { findings, ran: [schemaAnalyzer(() => [], [])], skipped: [], messages: catalogue, version, cwd },
      options,
    );
  },
});

/** The formats that `validate -o` writes, by name. Text leaves warnings to stderr, as istioctl does. */
export const validationFormats: Readonly<Record<string, ValidationFormat>> = {
  text: asFindings('text', onScreen, false),
  json: { showsAll: true, showsWarnings: true, most: 0, format: ({ records }) => formatJson(records) },
  yaml: {
    showsAll: true,
    showsWarnings: true,
    most: 0,
    format: async ({ records }) => (await import('./findings-yaml.ts')).formatYaml(records),
  },
  sarif: asFindings('sarif', inFile, true),
  // A failed test fails the run, which a warning does not.
  junit: asFindings('junit', inFile, false),
  github: asFindings('github', onScreen, true),
};
