/** The socket options that the notation knows. */

export const integerOptions = [
  'SO_REUSEADDR',
  'SO_REUSEPORT',
  'SO_BROADCAST',
  'SO_LINGER',
  'IPV6_V6ONLY',
  'IP_BIND_ADDRESS_NO_PORT',
  'IP_FREEBIND',
  'TCP_LINGER2',
] as const;
export type IntegerOption = (typeof integerOptions)[number];

export const readableNames = [...integerOptions, 'IP_LOCAL_PORT_RANGE', 'SO_ACCEPTCONN', 'SO_ERROR'] as const;
export type ReadableName = (typeof readableNames)[number];
