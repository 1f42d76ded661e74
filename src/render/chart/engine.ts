import { FunctionError, LimitError, ParseError, TemplateError } from '../template/errors.ts';
import { quote } from '../template/fmt/quote.ts';
import { type Functions, goFunction } from '../template/model/function.ts';
import { stringType } from '../template/model/types.ts';
import { anyType } from '../template/model/values.ts';
import { Template } from '../template/template.ts';

/** Includes of one template within each other that Helm allows. */
const mostIncludes = 1000;

const failureStart = 'HELM_ERR_START';
const failureEnd = 'HELM_ERR_END';

/** Marks a message that a chart's author wrote: it is all that users are to see. */
const failure = (message: string): FunctionError => new FunctionError(failureStart + message + failureEnd);

/** The author's message within an error's. */
const failureIn = (message: string): string | undefined =>
  new RegExp(`${failureStart}(.*)${failureEnd}`, 's').exec(message)?.[1];

/** Runs a template for a function; errors say that they are a template's, as Go's do. */
function executed<T>(run: () => T, prefix = ''): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof LimitError || !(error instanceof TemplateError)) throw error;
    throw new FunctionError(`${prefix}template: ${error.message}`, { cause: error });
  }
}

/** What Go prints for what is missing is nothing in Helm's output. */
export const withoutNoValue = (text: string): string => text.replaceAll('<no value>', '');

const takes = [stringType, anyType] as const;

/** `include` and `tpl`, for the templates of a set; `open` counts the includes that are not done. */
function including(set: Template, open: Map<string, number>): Functions {
  return {
    include: goFunction({ takes, gives: stringType }, ([name, data], run) => {
      const count = open.get(name) ?? 0;
      if (count > mostIncludes) {
        throw new FunctionError(`rendering template has a nested reference name: ${name}: unable to execute template`);
      }
      open.set(name, count + 1);
      try {
        const template = set.lookup(name);
        if (template === undefined) {
          throw new FunctionError(`template: no template ${quote(name)} associated with template ${quote(set.name)}`);
        }
        return executed(() => template.execute(data, { within: run }));
      } finally {
        open.set(name, count);
      }
    }),
    tpl: goFunction({ takes, gives: stringType }, ([text, data], run) => {
      // Most texts that may be templates are none.
      if (!text.includes('{{')) return withoutNoValue(text);
      const clone = set.clone();
      clone.funcs(including(clone, open));
      const template = clone.associated(set.name);
      executed(() => template.parse(text), `cannot parse template ${quote(text)}: `);
      return withoutNoValue(
        executed(
          () => (clone.lookup(set.name) ?? template).execute(data, { within: run }),
          `error during tpl function execution for ${quote(text)}: `,
        ),
      );
    }),
  };
}

const checks: Functions = {
  required: goFunction({ takes: [stringType, anyType] }, ([message, value]) => {
    if (value === null || value === '') throw failure(message);
    return value;
  }),
  fail: goFunction({ takes: [stringType], gives: stringType }, ([message]) => {
    throw failure(message);
  }),
};

/** An empty set of templates that can include each other, with the functions that all have. */
export function templateSet(functions: Functions): Template {
  const set = new Template('gotpl').missingKey('zero').funcs(functions).funcs(checks);
  return set.funcs(including(set, new Map()));
}

/** What Helm says of an error of a template. */
export function helmMessage(error: TemplateError): string {
  if (error instanceof ParseError) {
    // Of errors within each other, Helm shows the innermost.
    return `parse error at (${error.template}:${error.line}): ${error.reason.split(': ').at(-1)}`;
  }
  const message = failureIn(error.message);
  if (message === undefined) return `template: ${error.message}`;
  return `execution error at (${error.message.split(': ')[0]}): ${message}`;
}
