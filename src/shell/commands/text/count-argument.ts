/** Numbers as head, tail and others take them: `5`, `-5`, `+5`, `2K`, `1MB`. */

export interface Count {
  readonly sign: '' | '+' | '-';
  readonly value: number;
}

const units: Readonly<Record<string, number>> = {
  '': 1,
  b: 512,
  k: 1024,
  kB: 1000,
  K: 1024,
  KB: 1000,
  M: 1024 ** 2,
  MB: 1000 ** 2,
  G: 1024 ** 3,
  GB: 1000 ** 3,
};

/** Undefined when it is no such number. */
export function parseCount(text: string): Count | undefined {
  const match = /^([+-]?)(\d+)([a-zA-Z]*)$/.exec(text);
  if (!match) return undefined;
  const [, sign = '', digits = '', unit = ''] = match;
  const factor = Object.hasOwn(units, unit) ? units[unit] : undefined;
  if (factor === undefined) return undefined;
  return { sign: sign === '-' ? '-' : sign === '+' ? '+' : '', value: Number(digits) * factor };
}
