/**
 * The port that a URL scheme stands for when the URL names none. The first five are the URL standard's
 * special schemes; the rest are the ports that the registry gives to the same service.
 */
const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  ws: 80,
  wss: 443,
  ftp: 21,
  ftps: 990,
  ssh: 22,
  sftp: 22,
  telnet: 23,
  smtp: 25,
  dns: 53,
  gopher: 70,
  imap: 143,
  imaps: 993,
  pop3: 110,
  ldap: 389,
  ldaps: 636,
  smb: 445,
  rtsp: 554,
  ipp: 631,
  mqtt: 1883,
  mqtts: 8883,
  mysql: 3306,
  mariadb: 3306,
  rdp: 3389,
  sip: 5060,
  sips: 5061,
  postgres: 5432,
  postgresql: 5432,
  amqp: 5672,
  amqps: 5671,
  vnc: 5900,
  redis: 6379,
  rediss: 6379,
  nats: 4222,
  bolt: 7687,
  neo4j: 7687,
  git: 9418,
  mongodb: 27017,
};

/** The default port of a scheme written without `://`; undefined for a scheme that has none. */
export function defaultPort(scheme: string): number | undefined {
  const name = scheme.toLowerCase();
  return Object.hasOwn(DEFAULT_PORTS, name) ? DEFAULT_PORTS[name] : undefined;
}
