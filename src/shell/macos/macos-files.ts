/** What lies on a fresh Mac beside a person's folder: the files under /etc that decide about names. */
import type { User } from '../../simulator/host.ts';
import type { Directory } from '../file-system.ts';
import { folderFrom } from '../first-files.ts';
import { services } from '../first-texts.ts';
import { nullStream, zeroStream } from '../stream.ts';

/** private/etc/hosts of Apple's `files` (apple-oss-distributions/files 972). */
const hosts = `##
# Host Database
#
# localhost is used to configure the loopback interface
# when the system is booting.  Do not change this entry.
##
127.0.0.1\tlocalhost
255.255.255.255\tbroadcasthost
::1             localhost
`;

/** Names that Apple's /etc/services has from the registry, beyond those that Debian's has too. */
const registered = `hbci            3000/tcp     # HBCI
hbci            3000/udp     # HBCI
commplex-main   5000/tcp
commplex-main   5000/udp
afs3-fileserver 7000/tcp     # file server itself
afs3-fileserver 7000/udp     # file server itself
irdmi           8000/tcp     # iRDMI
irdmi           8000/udp     # iRDMI
ddi-tcp-1       8888/tcp     # NewsEDGE server TCP (TCP 1)
cslistener      9000/tcp     # CSlistener
`;

const systemAccounts = `nobody:*:-2:-2:Unprivileged User:/var/empty:/usr/bin/false
root:*:0:0:System Administrator:/var/root:/bin/sh
daemon:*:1:1:System Services:/var/root:/usr/bin/false
`;

/** Lays out a Mac's disk around the person's folder. @param modified milliseconds since 1970 */
export function layOutMac(top: Directory, user: User, modified: number): void {
  const root: User = { name: 'root', uid: 0 };
  const device = { ...folderFrom({}, root, modified), kind: 'device', mode: 0o666 } as const;
  const shared = (): Directory => folderFrom({}, root, modified, 0o1777);
  // Real Macs keep people elsewhere, in Open Directory; here sudo finds them where other systems have them.
  const person =
    user.uid === 0 ? '' : `${user.name}:*:${user.uid}:20:${user.name}:/Users/${user.name}:/bin/zsh\n`;
  const disk = folderFrom(
    {
      Applications: {},
      Library: {},
      System: {},
      bin: {},
      dev: {
        null: { ...device, stream: nullStream },
        zero: { ...device, stream: zeroStream },
      },
      etc: {
        passwd: systemAccounts + person,
        group: 'wheel:*:0:root\nstaff:*:20:root\n',
        hosts,
        services: services.replace(/ \(an excerpt.*\)/, ' (an excerpt)') + registered,
        shells: '/bin/bash\n/bin/csh\n/bin/dash\n/bin/ksh\n/bin/sh\n/bin/tcsh\n/bin/zsh\n',
      },
      sbin: {},
      tmp: shared(),
      usr: {
        bin: {},
        libexec: { ApplicationFirewall: {} },
        local: { bin: {} },
        sbin: {},
      },
      var: { log: {}, root: folderFrom({}, root, modified, 0o750), tmp: shared() },
    },
    root,
    modified,
  );
  for (const [name, entry] of disk.entries) top.entries.set(name, entry);
}
