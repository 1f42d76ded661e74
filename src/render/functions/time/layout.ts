/**
 * Go's layouts write a date by showing how one date of reference would be written (pkg.go.dev/time#Layout). A layout as
 * its parts: text, and elements by their own spelling.
 */
export type LayoutPart = { readonly text: string } | { readonly element: string };

/** Elements, longest first where one starts like another. */
const elements = [
  'January',
  'Jan',
  'Monday',
  'Mon',
  'MST',
  '2006',
  '__2',
  '_2',
  '002',
  '01',
  '02',
  '03',
  '04',
  '05',
  '06',
  '15',
  '1',
  '2',
  '3',
  '4',
  '5',
  'PM',
  'pm',
  '-07:00:00',
  '-070000',
  '-07:00',
  '-0700',
  '-07',
  'Z07:00:00',
  'Z070000',
  'Z07:00',
  'Z0700',
  'Z07',
];
const fraction = /^[.,](0+|9+)(?!\d)/;

const parsed = new Map<string, readonly LayoutPart[]>();
const kept = 1000;

/** The parts of a layout of Go's time package. */
export function layoutParts(layout: string): readonly LayoutPart[] {
  let parts = parsed.get(layout);
  if (parts === undefined) {
    parts = parse(layout);
    if (parsed.size >= kept) parsed.clear();
    parsed.set(layout, parts);
  }
  return parts;
}

function parse(layout: string): LayoutPart[] {
  const parts: LayoutPart[] = [];
  let text = '';
  for (let i = 0; i < layout.length; ) {
    const found = elementAt(layout, i);
    if (found === undefined) text += layout[i++];
    else {
      if (text !== '') parts.push({ text });
      text = '';
      parts.push({ element: found });
      i += found.length;
    }
  }
  return text === '' ? parts : [...parts, { text }];
}

function elementAt(layout: string, at: number): string | undefined {
  const rest = layout.slice(at);
  const digits = fraction.exec(rest);
  if (digits !== null) return digits[0];
  // An underscore before a year is text.
  if (rest.startsWith('_2006')) return undefined;
  const found = elements.find((element) => rest.startsWith(element));
  // Jan and Mon must not be the start of a word.
  if ((found === 'Jan' || found === 'Mon') && /^[a-z]/.test(rest.slice(3))) return undefined;
  return found;
}
