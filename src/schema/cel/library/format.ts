import { type CelFunc, CelScalar, celFunc, celMethod } from '@bufbuild/cel';
import { hasFormat } from '../../custom/formats.ts';
import { labelKeyProblem, labelValueProblem } from '../../values/labels.ts';
import { opaqueType } from './opaque.ts';
import { OPTIONAL } from './optional.ts';

const { STRING } = CelScalar;

const label = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const startingLabel = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/;
const isLabel = (text: string) => text.length <= 63 && label.test(text);
const isStartingLabel = (text: string) => text.length <= 63 && startingLabel.test(text);
const isSubdomain = (text: string) => text.length <= 253 && text.split('.').every((part) => label.test(part));
/** What a name may begin with, so that more is to follow. */
const prefixOf = (is: (text: string) => boolean) => (text: string) => is(text.replace(/-$/, 'a'));

/** Formats by the names that rules know them by (kubernetes.io, Common Expression Language in Kubernetes). */
const formats: Readonly<Record<string, (text: string) => boolean>> = {
  dns1123Label: isLabel,
  dns1123Subdomain: isSubdomain,
  dns1035Label: isStartingLabel,
  dns1123LabelPrefix: prefixOf(isLabel),
  dns1123SubdomainPrefix: prefixOf(isSubdomain),
  dns1035LabelPrefix: prefixOf(isStartingLabel),
  qualifiedName: (text) => labelKeyProblem(text) === undefined,
  labelValue: (text) => text.length <= 63 && labelValueProblem(text) === undefined,
  uri: (text) => hasFormat('uri', text),
  uuid: (text) => hasFormat('uuid', text),
  byte: (text) => hasFormat('byte', text),
  date: (text) => hasFormat('date', text),
  datetime: (text) => hasFormat('datetime', text),
};

const names = opaqueType<string>('NamedFormat', String, String);

/** Kubernetes' format library: a format's `validate` gives what is wrong with a text, if anything is. */
export const formatLibrary: readonly CelFunc[] = [
  ...Object.keys(formats).map((name) => celFunc(`format.${name}`, [], names.type, () => names.write(name) as never)),
  celFunc('format.named', [STRING], OPTIONAL, (name) =>
    Object.hasOwn(formats, name) ? [names.write(name) as never] : [],
  ),
  celMethod('validate', names.type, [STRING], OPTIONAL, function (text) {
    const name = names.read(this);
    return formats[name]!(text) ? [] : [[`is no ${name}`]];
  }),
];
