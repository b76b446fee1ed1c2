/** Numbers and addresses as netsh reads them. */
import { familyOf, parseAddress } from '../../../simulator/address.ts';

export function parseNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}

export function isIPv4(text: string): boolean {
  const address = parseAddress(text);
  return address !== undefined && familyOf(address) === 'AF_INET';
}
