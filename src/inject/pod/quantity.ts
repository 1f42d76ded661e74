/** A quantity's parts: sign, digits before and after the point, suffix (kubernetes.io, Quantity). */
const pattern = /^([-+]?)0*(\d*)(?:\.(\d*))?(|[KMGTPE]i|[numkMGTPE]|[eE][-+]?\d{1,9})$/;
const binary = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const decimal = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const largest = 2n ** 63n - 1n;
/** What Kubernetes' fast way to read a quantity takes: as many digits as an int64 surely holds. */
const fastDigits = 18;

interface Quantity {
  /** The value is `digits` × 10^`power`. */
  readonly digits: bigint;
  readonly power: number;
  readonly format: 'decimal' | 'binary' | 'exponent';
  /** The text, where Kubernetes takes it to be canonical without another look. */
  readonly text: string | undefined;
}

/** Reads a quantity, a text or a number of JSON; undefined for what is none. */
export function readQuantity(given: string | number): Quantity | undefined {
  const text = String(given).trim();
  const match = pattern.exec(text);
  if (match === null || text === '') return undefined;
  const [, sign, leading = '', fraction = '', suffix = ''] = match;
  const isNegative = sign === '-';
  const whole = leading || '0';
  const read = BigInt(whole + fraction);
  const bits = 10 * (binary.indexOf(suffix) + 1);
  if (bits > 0) {
    const digits = read << BigInt(bits);
    const isFast = fraction === '' && 15 - whole.length - Math.trunc((bits * 3) / 10) - 1 >= 0;
    const reused = isFast && read % 8n !== 0n ? text : undefined;
    return rounded({ digits, power: -fraction.length, format: 'binary', text: reused }, isNegative);
  }
  const isExponent = suffix.length > 1;
  const exponent = isExponent ? Number(suffix.slice(1)) : (decimal.indexOf(suffix) - 3) * 3;
  const power = exponent - fraction.length;
  const all = whole + fraction;
  const isFast = all.length <= fastDigits && power >= -9;
  const isReused = isFast && power % 3 === 0 && !all.endsWith('000') && !all.startsWith('0');
  const format = isExponent ? 'exponent' : 'decimal';
  return rounded({ digits: read, power, format, text: isReused ? text : undefined }, isNegative);
}

/** Nothing is finer than a billionth: it is rounded up, away from zero. Binary ones end at 2⁶³ - 1. */
function rounded(quantity: Quantity, isNegative: boolean): Quantity {
  let { digits, power } = quantity;
  if (power < -9) {
    const divisor = 10n ** BigInt(Math.min(-9 - power, String(digits).length + 1));
    digits = (digits + divisor - 1n) / divisor;
    power = -9;
  }
  if (quantity.format === 'binary' && compare(digits, power, largest) > 0) [digits, power] = [largest, 0];
  return { ...quantity, digits: isNegative ? -digits : digits, power };
}

const compare = (digits: bigint, power: number, whole: bigint): number => {
  const scaled = whole * 10n ** BigInt(Math.max(0, -power));
  const value = digits * 10n ** BigInt(Math.max(0, power));
  return value < scaled ? -1 : value > scaled ? 1 : 0;
};

/** A quantity as Kubernetes writes it: `0.5` is `500m`, `1024Mi` is `1Gi`. */
export function canonicalQuantity({ digits, power, format, text }: Quantity): string {
  if (text !== undefined) return text;
  if (digits === 0n) return '0';
  const size = digits < 0n ? -digits : digits;
  const isWhole = power >= 0 || size % 10n ** BigInt(-power) === 0n;
  if (format === 'binary' && isWhole && compare(size, power, 1024n) >= 0) {
    const whole = power >= 0 ? digits * 10n ** BigInt(power) : digits / 10n ** BigInt(-power);
    const [amount, times] = withoutFactor(whole, 1024n);
    return `${amount}${['', ...binary][times] ?? ''}`;
  }
  let [amount, times] = withoutFactor(digits, 10n);
  times += power;
  while (times % 3 !== 0) {
    amount *= 10n;
    times--;
  }
  if (format === 'exponent') return times === 0 ? String(amount) : `${amount}e${times}`;
  return `${amount}${decimal[times / 3 + 3] ?? ''}`;
}

function withoutFactor(value: bigint, factor: bigint): [amount: bigint, times: number] {
  let [amount, times] = [value, 0];
  for (; amount % factor === 0n; times++) amount /= factor;
  return [amount, times];
}

/** The value in units of 10^`scale`, rounded up, away from zero; no more than an int64 holds. */
export function scaledQuantity({ digits, power }: Quantity, scale: number): bigint {
  const shift = power - scale;
  const size = digits < 0n ? -digits : digits;
  const divisor = 10n ** BigInt(Math.max(0, -shift));
  const exact = (size * 10n ** BigInt(Math.max(0, shift)) + divisor - 1n) / divisor;
  const kept = exact > largest ? largest : exact;
  return digits < 0n ? -kept : kept;
}
