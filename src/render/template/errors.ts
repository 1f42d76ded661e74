import { MeshwrightError } from '../../base/errors.ts';
import { quote } from './fmt/quote.ts';

/**
 * What is wrong with a template, or went wrong while it was executed. The message is the one that users of Go and Helm
 * know, without the word `template: ` before it: `name:12:4: executing "name" at <.a.b>: …`. Columns in messages count
 * bytes from 0, as Go's; the field `column` counts characters from 1, as editors do.
 */
export class TemplateError extends MeshwrightError {
  /** Of the text that was parsed: the file, for a chart. */
  readonly template: string;
  readonly line: number;

  constructor(message: string, place: { readonly template: string; readonly line: number }, options?: ErrorOptions) {
    // Bytes that are no characters must not get out (model/text.ts).
    super(message.replace(/[\ud800-\udfff]/gu, '\ufffd'), options);
    this.template = place.template;
    this.line = place.line;
  }
}

/** A text that is no template. */
export class ParseError extends TemplateError {
  constructor(
    /** What is wrong, without the place. */
    readonly reason: string,
    place: { readonly template: string; readonly line: number },
  ) {
    super(`${place.template}:${place.line}: ${reason}`, place);
  }
}

/** Where an action is. */
export interface ActionPlace {
  /** Of the text that was parsed. */
  readonly template: string;
  /** Of the template that was executed: the name in its `define`, else as `template`. */
  readonly executing: string;
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  /** From 0, in bytes, as in messages. */
  readonly byteColumn: number;
  /** The text of the action, or of the part of it, that failed. */
  readonly action: string;
}

/** An action that cannot be executed. */
export class ExecutionError extends TemplateError {
  readonly column: number;
  readonly action: string;
  readonly executing: string;

  constructor(
    /** What is wrong, without the place. */
    readonly reason: string,
    place: ActionPlace,
    options?: ErrorOptions,
  ) {
    const { template, line, byteColumn, executing, action } = place;
    super(`${template}:${line}:${byteColumn}: executing ${quote(executing)} at <${action}>: ${reason}`, place, options);
    this.column = place.column;
    this.action = action;
    this.executing = executing;
  }
}

/** An execution that takes too much: depth, steps or output. No function may take it for an error of its own. */
export class LimitError extends ExecutionError {}

/** Bad use of what functions get; becomes the error of the action that calls them. */
export class FunctionError extends Error {}
