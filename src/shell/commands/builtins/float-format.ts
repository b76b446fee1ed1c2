/** printf(3)'s conversions of floating-point numbers. */

/** @param precision digits after the point, or significant ones for `g`; 6 when left out */
export function formatFloat(
  value: number,
  conversion: string,
  flags: string,
  precision: number | undefined,
): string {
  const negative = value < 0 || Object.is(value, -0);
  const sign = negative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const text = sign + magnitudeText(Math.abs(value), conversion.toLowerCase(), flags, precision ?? 6);
  return conversion === conversion.toUpperCase() ? text.toUpperCase() : text;
}

function magnitudeText(value: number, conversion: string, flags: string, digits: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return 'inf';
  const places = Math.min(digits, 100);
  if (conversion === 'f') return fixed(value, places);
  if (conversion === 'e') return exponential(value, places);
  if (conversion === 'a') return `0x${value.toString(16)}p+0`;
  const significant = Math.max(places, 1);
  const exponent = value === 0 ? 0 : Number(value.toExponential(significant - 1).split('e')[1]);
  const text =
    exponent < -4 || exponent >= significant
      ? exponential(value, significant - 1)
      : fixed(value, significant - 1 - exponent);
  if (flags.includes('#') || !text.includes('.')) return text;
  return text.replace(/\.?0+(?=e|$)/, '');
}

/** toFixed stops at 1e21; above that a number is whole. */
function fixed(value: number, places: number): string {
  if (value < 1e21) return roundedToEven(value, places);
  return BigInt(value).toString() + (places > 0 ? `.${'0'.repeat(places)}` : '');
}

/** Halfway between two, C takes the even one. */
function roundedToEven(value: number, places: number): string {
  const text = value.toFixed(places);
  const exact = value.toFixed(100);
  const tail = exact.slice(exact.indexOf('.') + 1 + places);
  if (!/^50*$/.test(tail)) return text;
  const down = exact.slice(0, exact.indexOf('.') + 1 + places).replace(/\.$/, '');
  return Number(down.at(-1)) % 2 === 0 ? down : text;
}

function exponential(value: number, places: number): string {
  const [mantissa = '', exponent = '+0'] = value.toExponential(places).split('e');
  const [sign = '+', ...rest] = exponent;
  return `${mantissa}e${sign}${rest.join('').padStart(2, '0')}`;
}
