/** The texts of the files under /etc that a Debian 12 host begins with. */
import type { User } from '../simulator/host.ts';

/** os-release(5) */
export const osRelease = `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
NAME="Debian GNU/Linux"
VERSION_ID="12"
VERSION="12 (bookworm)"
VERSION_CODENAME=bookworm
ID=debian
HOME_URL="https://www.debian.org/"
SUPPORT_URL="https://www.debian.org/support"
BUG_REPORT_URL="https://bugs.debian.org/"
`;

/** The accounts that programs run as, with Debian's fixed numbers; people come after them. */
const systemAccounts: readonly User[] = [
  { name: 'daemon', uid: 1 },
  { name: 'www-data', uid: 33 },
  { name: 'nobody', uid: 65534 },
];

export function accountLines(people: readonly User[], line: (user: User) => string): string {
  const system = systemAccounts.filter(({ uid }) => people.every((user) => user.uid !== uid));
  return [...people.filter(({ uid }) => uid === 0), ...system, ...people.filter(({ uid }) => uid !== 0)]
    .map(line)
    .join('');
}

/** passwd(5) */
export function passwdLine({ name, uid }: User): string {
  if (uid === 0) return 'root:x:0:0:root:/root:/bin/bash\n';
  if (uid >= 1000 && uid < 60000) return `${name}:x:${uid}:${uid}::/home/${name}:/bin/bash\n`;
  const home = name === 'daemon' ? '/usr/sbin' : name === 'www-data' ? '/var/www' : '/nonexistent';
  return `${name}:x:${uid}:${uid}:${name}:${home}:/usr/sbin/nologin\n`;
}

/** group(5) */
export function groupLine({ name, uid }: User): string {
  return `${name === 'nobody' ? 'nogroup' : name}:x:${uid}:\n`;
}

/** Names of ports that Debian's netbase 6.4 has too, those that people meet. */
export const services = `# Network services, Internet style (an excerpt of Debian's file)

tcpmux\t\t1/tcp
echo\t\t7/tcp
echo\t\t7/udp
discard\t\t9/tcp\t\tsink null
discard\t\t9/udp\t\tsink null
systat\t\t11/tcp\t\tusers
daytime\t\t13/tcp
daytime\t\t13/udp
netstat\t\t15/tcp
qotd\t\t17/tcp\t\tquote
chargen\t\t19/tcp\t\tttytst source
chargen\t\t19/udp\t\tttytst source
ftp-data\t20/tcp
ftp\t\t21/tcp
ssh\t\t22/tcp\t\t\t\t# SSH Remote Login Protocol
telnet\t\t23/tcp
smtp\t\t25/tcp\t\tmail
time\t\t37/tcp\t\ttimserver
time\t\t37/udp\t\ttimserver
whois\t\t43/tcp\t\tnicname
domain\t\t53/tcp\t\t\t\t# Domain Name Server
domain\t\t53/udp
bootps\t\t67/udp
bootpc\t\t68/udp
tftp\t\t69/udp
gopher\t\t70/tcp
finger\t\t79/tcp
http\t\t80/tcp\t\twww\t\t# WorldWideWeb HTTP
kerberos\t88/tcp\t\tkerberos5 krb5 kerberos-sec
kerberos\t88/udp\t\tkerberos5 krb5 kerberos-sec
pop3\t\t110/tcp\t\tpop-3\t\t# POP version 3
sunrpc\t\t111/tcp\t\tportmapper
sunrpc\t\t111/udp\t\tportmapper
auth\t\t113/tcp\t\tauthentication tap ident
nntp\t\t119/tcp\t\treadnews untp
ntp\t\t123/udp\t\t\t\t# Network Time Protocol
epmap\t\t135/tcp\t\tloc-srv
netbios-ns\t137/udp
netbios-dgm\t138/udp
netbios-ssn\t139/tcp
imap2\t\t143/tcp\t\timap\t\t# Interim Mail Access P 2 and 4
snmp\t\t161/tcp
snmp\t\t161/udp
snmp-trap\t162/tcp\t\tsnmptrap
snmp-trap\t162/udp\t\tsnmptrap
bgp\t\t179/tcp
ldap\t\t389/tcp
ldap\t\t389/udp
https\t\t443/tcp\t\t\t\t# http protocol over TLS/SSL
https\t\t443/udp\t\t\t\t# HTTP/3
microsoft-ds\t445/tcp
submissions\t465/tcp\t\tssmtp smtps urd
isakmp\t\t500/udp
rtsp\t\t554/tcp
rtsp\t\t554/udp
ipp\t\t631/tcp\t\t\t\t# Internet Printing Protocol
syslog\t\t514/udp
printer\t\t515/tcp\t\tspooler
dhcpv6-client\t546/udp
dhcpv6-server\t547/udp
afpovertcp\t548/tcp
submission\t587/tcp\t\t\t\t# Submission [RFC4409]
ldaps\t\t636/tcp
ldaps\t\t636/udp
domain-s\t853/tcp
domain-s\t853/udp
rsync\t\t873/tcp
ftps\t\t990/tcp
telnets\t\t992/tcp
imaps\t\t993/tcp\t\t\t\t# IMAP over SSL
pop3s\t\t995/tcp\t\t\t\t# POP-3 over SSL
socks\t\t1080/tcp
proofd\t\t1093/tcp
openvpn\t\t1194/tcp
openvpn\t\t1194/udp
rmiregistry\t1099/tcp
ms-sql-s\t1433/tcp
ms-sql-m\t1434/udp
radius\t\t1812/tcp
radius\t\t1812/udp
radius-acct\t1813/tcp\tradacct
radius-acct\t1813/udp\tradacct
nfs\t\t2049/tcp\t\t\t# Network File System
nfs\t\t2049/udp\t\t\t# Network File System
gpsd\t\t2947/tcp
iscsi-target\t3260/tcp
mysql\t\t3306/tcp
nut\t\t3493/tcp
nut\t\t3493/udp
distcc\t\t3632/tcp
daap\t\t3689/tcp
svn\t\t3690/tcp\tsubversion
sip\t\t5060/tcp
sip\t\t5060/udp
sip-tls\t\t5061/tcp
sip-tls\t\t5061/udp
xmpp-client\t5222/tcp\tjabber-client\t# Jabber Client Connection
xmpp-server\t5269/tcp\tjabber-server
mdns\t\t5353/udp\t\t\t# Multicast DNS
postgresql\t5432/tcp\tpostgres\t# PostgreSQL Database
amqps\t\t5671/tcp\t\t\t# AMQP protocol over TLS/SSL
amqp\t\t5672/tcp
x11\t\t6000/tcp\tx11-0
x11-1\t\t6001/tcp
x11-2\t\t6002/tcp
redis\t\t6379/tcp
ircs-u\t\t6697/tcp
http-alt\t8080/tcp\twebcache\t# WWW caching service
puppet\t\t8140/tcp
bacula-dir\t9101/tcp
zabbix-agent\t10050/tcp
ircd\t\t6667/tcp\t\t\t# Internet Relay Chat
git\t\t9418/tcp\t\t\t# Git Version Control System
zope\t\t9673/tcp
`;
