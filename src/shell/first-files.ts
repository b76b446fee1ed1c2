/** What lies on a fresh host: a site to serve, and the files under /etc and /proc that decide about ports. */
import type { Host, User } from '../simulator/host.ts';
import type { Directory, Node } from './file-system.ts';
import { nullStream } from './stream.ts';

export interface FirstFilesOptions {
  readonly host: Host;
  readonly user: User;
  /** Milliseconds since 1970: when the files were last changed. */
  readonly modified: number;
}

type Tree = { readonly [name: string]: Tree | string | (() => string) | Node };

export function firstFiles({ host, user, modified }: FirstFilesOptions): Directory {
  const root = { name: 'root', uid: 0 };

  function toDirectory(tree: Tree, owner: User, mode = 0o755): Directory {
    const entries = new Map<string, Node>();
    for (const [name, value] of Object.entries(tree)) entries.set(name, toNode(value, owner));
    return { kind: 'directory', owner: owner.name, ownerUid: owner.uid, mode, modified, entries };
  }

  function toNode(value: Tree[string], owner: User): Node {
    if (typeof value === 'string' || typeof value === 'function') {
      return { kind: 'file', owner: owner.name, ownerUid: owner.uid, mode: 0o644, modified, content: value };
    }
    return isNode(value) ? value : toDirectory(value, owner);
  }

  const binaries = toDirectory({}, root);
  const home = { ...homeOf(user), '.bash_history': '' };

  return toDirectory(
    {
      bin: binaries,
      dev: {
        null: { ...toDirectory({}, root), kind: 'device', mode: 0o666, stream: nullStream },
      },
      etc: {
        hostname: `${host.name}\n`,
        hosts: hostsFile(host.name),
        'nsswitch.conf': 'hosts:          files dns\n',
        'resolv.conf': '',
        services,
      },
      home: { [user.name]: toDirectory(home, user) },
      proc: {
        sys: {
          net: {
            core: { somaxconn: () => `${host.sysctls.somaxconn}\n` },
            ipv4: {
              ip_local_port_range: () => `${host.sysctls.ipLocalPortRange.join('\t')}\n`,
              ip_unprivileged_port_start: () => `${host.sysctls.ipUnprivilegedPortStart}\n`,
              tcp_fin_timeout: () => `${host.sysctls.tcpFinTimeout}\n`,
            },
            ipv6: { bindv6only: () => `${Number(host.sysctls.bindv6only)}\n` },
          },
        },
      },
      root: toDirectory({}, root, 0o700),
      tmp: toDirectory({}, root, 0o777),
      usr: { bin: binaries },
    },
    root,
  );
}

/** What lies under /usr/bin for a program that is built in here. */
export function programFile(modified: number): Node {
  return { kind: 'file', owner: 'root', ownerUid: 0, mode: 0o755, modified, content: '' };
}

function isNode(value: Tree | Node): value is Node {
  return typeof value.kind === 'string' && typeof value.mode === 'number';
}

function homeOf(user: User): Tree {
  return user.uid === 0 ? {} : { site };
}

const page = (title: string, body: string): string =>
  `<!doctype html>\n<title>${title}</title>\n<h1>${title}</h1>\n${body}\n`;

const site: Tree = {
  'about.html': page('About this site', '<p>Two pages and a folder of notes, served from ~/site.</p>'),
  'index.html': page('Hello from 62893', '<p>This page lies in ~/site/index.html.</p>'),
  notes: {
    'ports.txt': '62893 is above 49151: a dynamic port.\n',
    'todo.txt': 'Listen on 127.0.0.1 only.\n',
  },
};

/** As the Debian installer writes it. */
function hostsFile(name: string): string {
  return `127.0.0.1\tlocalhost
127.0.1.1\t${name}

# The following lines are desirable for IPv6 capable hosts
::1     localhost ip6-localhost ip6-loopback
ff02::1 ip6-allnodes
ff02::2 ip6-allrouters
`;
}

/** An excerpt of Debian's netbase 6.4. */
const services = `# Network services, Internet style (an excerpt of Debian's file)

ftp\t\t21/tcp
ssh\t\t22/tcp\t\t\t\t# SSH Remote Login Protocol
telnet\t\t23/tcp
smtp\t\t25/tcp\t\tmail
domain\t\t53/tcp\t\t\t\t# Domain Name Server
domain\t\t53/udp
http\t\t80/tcp\t\twww\t\t# WorldWideWeb HTTP
pop3\t\t110/tcp\t\tpop-3\t\t# POP version 3
ntp\t\t123/udp\t\t\t\t# Network Time Protocol
imap2\t\t143/tcp\t\timap\t\t# Interim Mail Access P 2 and 4
https\t\t443/tcp\t\t\t\t# http protocol over TLS/SSL
https\t\t443/udp\t\t\t\t# HTTP/3
ipp\t\t631/tcp\t\t\t\t# Internet Printing Protocol
mysql\t\t3306/tcp
postgresql\t5432/tcp\tpostgres\t# PostgreSQL Database
mdns\t\t5353/udp\t\t\t# Multicast DNS
redis\t\t6379/tcp
http-alt\t8080/tcp\twebcache\t# WWW caching service
`;
