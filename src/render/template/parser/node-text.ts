import { quote } from '../fmt/quote.ts';
import type { Node, OperandNode, PipeNode, StatementNode } from './nodes.ts';

/** A node as errors show it: what was written, with even spaces. */
export function nodeText(node: Node): string {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'action':
      return `{{${pipeText(node.pipe)}}}`;
    case 'if':
    case 'range':
    case 'with': {
      const otherwise = node.elseList === undefined ? '' : `{{else}}${listText(node.elseList)}`;
      return `{{${node.type} ${pipeText(node.pipe)}}}${listText(node.list)}${otherwise}{{end}}`;
    }
    case 'template':
      return `{{template ${quote(node.name)}${node.pipe === undefined ? '' : ` ${pipeText(node.pipe)}`}}}`;
    case 'break':
    case 'continue':
      return `{{${node.type}}}`;
    case 'pipe':
      return pipeText(node);
    case 'command':
      return node.operands.map(operandText).join(' ');
    default:
      return node.type === 'chain' ? operandText(node.of) + fieldsText(node.fields) : simpleText(node);
  }
}

const listText = (nodes: readonly StatementNode[]): string => nodes.map(nodeText).join('');

const fieldsText = (fields: readonly string[]): string => fields.map((field) => `.${field}`).join('');

function pipeText({ variables = [], isAssignment, commands }: PipeNode): string {
  const declared = variables.length === 0 ? '' : `${variables.join(', ')} ${isAssignment ? '=' : ':='} `;
  return declared + commands.map(nodeText).join(' | ');
}

const operandText = (node: OperandNode): string => (node.type === 'pipe' ? `(${pipeText(node)})` : nodeText(node));

function simpleText(node: Exclude<OperandNode, { type: 'pipe' | 'chain' }>): string {
  switch (node.type) {
    case 'identifier':
      return node.name;
    case 'field':
      return fieldsText(node.fields);
    case 'variable':
      return node.name + fieldsText(node.fields);
    case 'dot':
      return '.';
    case 'nil':
      return 'nil';
    case 'bool':
      return String(node.value);
    case 'number':
      return node.text;
    case 'string':
      return node.quoted;
  }
}
