/** Networks as iptables and ufw are given them. */
import { familyOf, type Prefix, parseAddress } from '../../../simulator/address.ts';
import { type RuleContext, RuleMistake } from './rule-mistake.ts';

/** `-s` and `-d`: a name, an address, a network; several with commas between them. */
export function prefixes(text: string, context: RuleContext): readonly Prefix[] {
  return text.split(',').flatMap((word) => onePrefix(word, context));
}

function onePrefix(text: string, context: RuleContext): readonly Prefix[] {
  const [name = '', mask] = text.split('/');
  const full = context.v6 ? 128 : 32;
  const length = mask === undefined ? full : maskLength(mask, full);
  const plain = parseAddress(name);
  const found = (plain === undefined ? context.addresses(name) : [plain]).filter(
    (address) => (familyOf(address) === 'AF_INET6') === context.v6,
  );
  if (found.length === 0) throw new RuleMistake(`host/network \`${name}' not found`);
  return found.map((address) => ({ address: networkOf(address, length), length }));
}

function maskLength(mask: string, full: number): number {
  if (/^\d+$/.test(mask) && Number(mask) <= full) return Number(mask);
  const quad = full === 32 ? parseAddress(mask) : undefined;
  const bits = quad
    ?.split('.')
    .map((byte) => Number(byte).toString(2).padStart(8, '0'))
    .join('');
  if (bits === undefined || !/^1*0*$/.test(bits)) throw new RuleMistake(`invalid mask \`${mask}' specified`);
  return bits.replace(/0/g, '').length;
}

/** The address with the bits after the prefix cleared. */
export function networkOf(address: string, length: number): string {
  if (address.includes(':')) {
    if (length === 128) return address;
    const groups = expandIPv6(address);
    const cleared = groups.map((group, index) => {
      const keep = Math.max(0, Math.min(16, length - index * 16));
      return group & ((0xffff << (16 - keep)) & 0xffff);
    });
    return parseAddress(cleared.map((group) => group.toString(16)).join(':')) ?? address;
  }
  const bytes = address.split('.').map((byte, index) => {
    const keep = Math.max(0, Math.min(8, length - index * 8));
    return Number(byte) & ((0xff << (8 - keep)) & 0xff);
  });
  return bytes.join('.');
}

function expandIPv6(address: string): readonly number[] {
  const [left = '', right = ''] = address.split('::');
  const parse = (text: string): number[] =>
    text === '' ? [] : text.split(':').map((g) => Number.parseInt(g, 16));
  const head = parse(left);
  const tail = address.includes('::') ? parse(right) : [];
  return [...head, ...new Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}
