/** printf(3)'s conversions, as awk and seq have them. */

/** Numbers and texts in the order in which the format asks for them. */
export type FormatValue = string | number;

/** @param values those that are missing count as '' or 0 */
export function formatC(format: string, values: readonly FormatValue[]): string {
  const rest = [...values];
  const number = (): number => {
    const value = rest.shift() ?? 0;
    return typeof value === 'number' ? value : numberAtStart(value);
  };
  return format.replace(
    /%(%|([-+ #0]*)(\*|\d+)?(?:\.(\*|\d*))?[hlL]*([diouxXcsfFeEgGaA]))/g,
    (
      all,
      body: string,
      flags: string = '',
      width: string | undefined,
      precision: string | undefined,
      letter: string,
    ) => {
      if (body === '%') return '%';
      const wide = width === '*' ? number() : Number(width ?? 0);
      const exact =
        precision === undefined ? undefined : precision === '*' ? number() : Number(precision || 0);
      const left = flags.includes('-') || wide < 0;
      const size = Math.min(Math.abs(wide), 65536);
      if (letter === 's' || letter === 'c') {
        const value = rest.shift() ?? '';
        const text =
          letter === 'c'
            ? typeof value === 'number'
              ? String.fromCodePoint(Math.max(0, Math.min(0x10ffff, Math.trunc(value) || 0)))
              : ([...value][0] ?? '')
            : [...String(value)].slice(0, exact).join('');
        return left ? text.padEnd(size) : text.padStart(size);
      }
      const text = converted(number(), letter, exact, flags);
      if (text === undefined) return all;
      if (left) return text.padEnd(size);
      const zero =
        flags.includes('0') && !('diouxX'.includes(letter) && exact !== undefined) && /\d/.test(text);
      if (!zero) return text.padStart(size);
      const sign = /^[+\- ]?(?:0[xX](?=.))?/.exec(text)?.[0] ?? '';
      return sign + text.slice(sign.length).padStart(size - sign.length, '0');
    },
  );
}

function converted(
  value: number,
  letter: string,
  precision: number | undefined,
  flags: string,
): string | undefined {
  const plus = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const sign = value < 0 || Object.is(value, -0) ? '-' : plus;
  const size = Math.abs(value);
  if (!Number.isFinite(value)) {
    const word = Number.isNaN(value) ? 'nan' : 'inf';
    return sign + (letter < 'a' ? word.toUpperCase() : word);
  }
  switch (letter) {
    case 'd':
    case 'i':
      return (Math.trunc(value) === 0 ? plus : sign) + integerText(size, 10).padStart(precision ?? 1, '0');
    case 'o':
    case 'u':
    case 'x':
    case 'X': {
      const base = letter === 'o' ? 8 : letter === 'u' ? 10 : 16;
      const whole = value < 0 ? 2 ** 64 + Math.trunc(value) : size;
      const digits = integerText(whole, base).padStart(precision ?? 1, '0');
      const shown = letter === 'X' ? digits.toUpperCase() : digits;
      if (!flags.includes('#') || Math.trunc(value) === 0) return shown;
      return letter === 'o' ? `0${shown}` : letter === 'u' ? shown : `0${letter}${shown}`;
    }
    case 'f':
    case 'F':
      return sign + fixed(size, precision ?? 6);
    case 'e':
    case 'E':
      return sign + cased(exponential(size, precision ?? 6), letter);
    case 'g':
    case 'G':
      return sign + cased(general(size, precision ?? 6, flags.includes('#')), letter);
    default:
      return undefined;
  }
}

function cased(text: string, letter: string): string {
  return letter < 'a' ? text.toUpperCase() : text;
}

function integerText(value: number, base: number): string {
  return BigInt(Math.trunc(value)).toString(base);
}

function fixed(value: number, places: number): string {
  if (value >= 1e21) return BigInt(value).toString() + (places > 0 ? `.${'0'.repeat(places)}` : '');
  return value.toFixed(Math.min(places, 100));
}

function exponential(value: number, places: number): string {
  return value.toExponential(Math.min(places, 100)).replace(/e([+-])(\d)$/, 'e$10$2');
}

/** The shorter of the two, without zeros at the end. */
function general(value: number, precision: number, keepZeros: boolean): string {
  const digits = Math.max(1, precision);
  if (value === 0) return '0';
  const exponent = Number(value.toExponential(Math.min(digits - 1, 100)).split('e')[1]);
  const text =
    exponent < -4 || exponent >= digits
      ? exponential(value, digits - 1)
      : fixed(value, Math.max(0, digits - 1 - exponent));
  return keepZeros ? text : text.replace(/\.?0+(?=e|$)/, (zeros) => (text.includes('.') ? '' : zeros));
}

/** strtod(3) on what a text begins with; 0 where it begins with no number. */
export function numberAtStart(text: string): number {
  return Number(/^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/.exec(text)?.[1] ?? 0);
}
