import { message } from '../message.ts';

export const MisplacedAnnotation = message<{ annotation: string; kind: string; belongsOn: readonly string[] }>({
  code: 'IST0107',
  name: 'MisplacedAnnotation',
  level: 'Warning',
  summary: 'An Istio annotation is on a kind of resource that it means nothing to',
  text: ({ annotation, kind, belongsOn }) => {
    const remedy =
      kind === 'Deployment' && belongsOn.includes('Pod')
        ? 'move it to spec.template.metadata.annotations, which its Pods get'
        : `move it to a ${belongsOn.join(' or ')}, or remove it`;
    return `annotation "${annotation}" has no effect on a ${kind}: ${remedy}`;
  },
});

export const UnknownAnnotation = message<{ annotation: string; isLabel: boolean; suggestion: string | undefined }>({
  code: 'IST0108',
  name: 'UnknownAnnotation',
  level: 'Warning',
  summary: 'An annotation in Istio’s name space is none that Istio knows',
  text: ({ annotation, isLabel, suggestion }) => {
    if (isLabel) return `"${annotation}" is a label, and has no effect as an annotation: move it to metadata.labels`;
    const remedy = suggestion === undefined ? 'remove it, or correct its name' : `did you mean "${suggestion}"?`;
    return `Istio knows no annotation "${annotation}": ${remedy}`;
  },
});

export const InvalidAnnotation = message<{ annotation: string; problem: string }>({
  code: 'IST0125',
  name: 'InvalidAnnotation',
  level: 'Warning',
  summary: 'The value of an Istio annotation is not one that it takes',
  text: ({ annotation, problem }) => `annotation "${annotation}" has a value that Istio rejects: ${problem}`,
});

export const DeprecatedAnnotation = message<{ annotation: string; instead: string }>({
  code: 'IST0135',
  name: 'DeprecatedAnnotation',
  level: 'Info',
  summary: 'An Istio annotation is deprecated',
  text: ({ annotation, instead }) =>
    `annotation "${annotation}" is deprecated and may stop working in a later Istio version: ${instead}`,
});

export const AlphaAnnotation = message<{ annotation: string }>({
  code: 'IST0136',
  name: 'AlphaAnnotation',
  level: 'Info',
  summary: 'An Istio annotation belongs to a feature in its alpha phase',
  text: ({ annotation }) =>
    `annotation "${annotation}" belongs to an alpha feature, which may change or go without notice: ` +
    'test it with every Istio upgrade before relying on it in production',
});
