import { type CelType, type CelValue, objectType } from '@bufbuild/cel';
import { create, createFileRegistry, createMutableRegistry, type DescMessage, type Registry } from '@bufbuild/protobuf';
import {
  FieldDescriptorProto_Label,
  FieldDescriptorProto_Type,
  FileDescriptorProtoSchema,
} from '@bufbuild/protobuf/wkt';

/**
 * A type of Kubernetes' own that is none of CEL's: values are messages that hold their canonical text, so that equal
 * ones are equal.
 */
export interface OpaqueType<T> {
  readonly type: CelType;
  /** A value as CEL's functions return it. */
  write(value: T): CelValue;
  read(value: unknown): T;
}

const field = {
  name: 'text',
  number: 1,
  label: FieldDescriptorProto_Label.OPTIONAL,
  type: FieldDescriptorProto_Type.STRING,
};
const names = ['URL', 'IP', 'CIDR', 'Quantity', 'Semver', 'NamedFormat'] as const;
const file = create(FileDescriptorProtoSchema, {
  name: 'kubernetes.proto',
  package: 'kubernetes',
  syntax: 'proto3',
  messageType: names.map((name) => ({ name, field: [field] })),
});
const messages = createFileRegistry(file, () => undefined);

/** The types of all libraries, as an environment wants them. */
export const registry: Registry = createMutableRegistry(messages);

/** @param toText the canonical text of a value; `parse` reads it back */
export function opaqueType<T>(
  name: (typeof names)[number],
  toText: (value: T) => string,
  parse: (text: string) => T,
): OpaqueType<T> {
  const desc: DescMessage = messages.getMessage(`kubernetes.${name}`)!;
  return {
    type: objectType(desc),
    write: (value) => create(desc, { text: toText(value) } as never) as never,
    read: (value) => parse(textOf(value)),
  };
}

/** A message, or what reflects one. */
function textOf(value: unknown): string {
  const { message = value } = value as { message?: unknown };
  return (message as { text: string }).text;
}
