const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86400 };

/** Milliseconds of `5`, `0.5s`, `2m`, as sleep(1) and timeout(1) read them; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d+\.?\d*|\.\d+|inf(?:inity)?)([smhd]?)$/.exec(text);
  if (!match) return undefined;
  const [, number = '', unit = ''] = match;
  return (number.startsWith('inf') ? 1e9 : Number(number)) * (unitSeconds[unit] ?? 1) * 1000;
}
