import type { JsonType } from '../../render/functions/formats/json-value.ts';
import { parseTime } from '../../render/functions/time/parse.ts';
import { type GoTime, timeType, zeroTime } from '../../render/functions/time/time.ts';
import { utc } from '../../render/functions/time/zone.ts';
import type { Method } from '../../render/template/model/types.ts';
import { Struct, type Value } from '../../render/template/model/values.ts';
import type { Json } from '../../resources/json.ts';

const rfc3339 = '2006-01-02T15:04:05Z07:00';

const timeOf = (value: Struct): GoTime => value.fields.get('Time') as GoTime;

/** Methods of the time within, which count as the struct's own. */
const methods = Object.entries(timeType.methods!).map(([name, method]): [string, Method] => [
  name,
  { ...method, run: (value: Struct, ...rest) => method.run(timeOf(value) as never, ...rest) },
]);

/** `v1.Time`: a time to the second, null in JSON where there is none. */
export const goTimeType: JsonType = {
  kind: 'struct',
  name: 'v1.Time',
  fields: [{ name: 'Time', type: timeType }],
  methods: Object.fromEntries(methods),
  text: (value: Struct) => (timeType.text as (time: GoTime) => string)(timeOf(value)),
  json: (value: Struct) => {
    const time = timeOf(value);
    return time === zeroTime ? null : time.in(utc).format(rfc3339);
  },
};

/** The time that a text names: `2026-11-23T08:00:00Z`; without one, the first of January of the year 1. */
export function goTimeValue(json: Json | undefined): Value {
  const time = typeof json === 'string' ? parseTime(rfc3339, json) : undefined;
  return new Struct(goTimeType, new Map([['Time', time ?? zeroTime]]));
}
