/** The addresses that the form offers; any other can be typed. */
export const addresses = [
  { address: '127.0.0.1', note: 'IPv4 loopback' },
  { address: '127.0.0.2', note: 'also IPv4 loopback' },
  { address: '0.0.0.0', note: 'every IPv4 address' },
  { address: '192.168.1.20', note: 'the Wi-Fi address' },
  { address: '::1', note: 'IPv6 loopback' },
  { address: '::', note: 'every address, IPv6 and IPv4' },
  { address: '::ffff:127.0.0.1', note: 'IPv4 in IPv6 spelling' },
] as const;
