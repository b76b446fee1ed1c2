import type { CommandPage } from '../../../src/components/reference/command-page.ts';
import type { Scene } from '../../../src/course/scene.ts';
import { sources } from '../sources.ts';

/** A laptop, and a machine on the same network with an SSH server and a web server for itself. */
const twoMachines: Scene = {
  host: {
    name: 'laptop',
    interfaces: { lo: ['127.0.0.1/8', '::1/128'], wlan0: { link: 'Wi-Fi', addresses: ['192.168.1.20/24'] } },
    users: [{ name: 'dev', uid: 1000 }],
  },
  user: 'dev',
  neighbours: [
    {
      host: {
        name: 'box',
        interfaces: {
          lo: ['127.0.0.1/8', '::1/128'],
          eth0: { link: 'Wi-Fi', addresses: ['192.168.1.40/24'] },
        },
        users: [{ name: 'dev', uid: 1000 }],
      },
      user: 'dev',
      services: ['ssh'],
    },
  ],
};

export default {
  name: 'ssh -L, ssh -R',
  group: 'Beyond this machine',
  question: 'How do I reach a server that listens only on a remote machine’s own localhost?',
  answers:
    'ssh can carry other connections inside its own. -L opens a port here that leads to the remote side; -R opens one there that leads here.',
  lines: [
    {
      line: 'ssh -N -L 62893:127.0.0.1:8000 dev@192.168.1.40',
      says: 'port 62893 here leads to 127.0.0.1:8000 as the remote machine sees it',
    },
    {
      line: 'ssh -N -R 9000:127.0.0.1:3000 dev@192.168.1.40',
      says: 'port 9000 there leads to your port 3000',
    },
    { line: 'ssh -N -D 1080 dev@192.168.1.40', says: 'a SOCKS proxy here' },
  ],
  shown: [
    {
      says: 'Port 62893 of the laptop leads to a server that only the box itself reaches:',
      scene: twoMachines,
      elsewhere: { box: ['python3 -m http.server 8000 --bind 127.0.0.1 >/dev/null 2>&1 &'] },
      lines: [
        'ssh -N -f -L 62893:127.0.0.1:8000 192.168.1.40',
        "ss -tlnp 'sport = :62893'",
        'curl -sI http://127.0.0.1:62893/ | head -n 1',
      ],
      fields: [
        {
          find: /127\.0\.0\.1:62893/,
          name: 'the near end',
          means:
            'ssh listens on the loopback address: only this machine may use the tunnel. With -g everybody may.',
        },
        { find: /"ssh"/, name: 'the program', means: 'The listener is ssh itself. It ends when ssh ends.' },
        { find: /\[::1\]:62893/, name: 'and on IPv6', means: 'ssh opens both loopback addresses.' },
        {
          find: /200 OK/,
          name: 'the far end',
          means:
            'The answer came from the box’s port 8000. There the connection comes from sshd, so 127.0.0.1 means the box.',
        },
      ],
    },
    {
      says: 'The other way round: port 9000 of the box leads to the laptop.',
      scene: twoMachines,
      lines: ['ssh -N -f -R 9000:127.0.0.1:3000 192.168.1.40', "ssh 192.168.1.40 ss -tln 'sport = :9000'"],
      fields: [
        {
          find: /127\.0\.0\.1:9000/,
          name: 'the far listener',
          means:
            'It is on the box’s loopback. Other machines reach it only where the box’s sshd has GatewayPorts on.',
        },
      ],
    },
  ],
  status: [
    { code: '0', means: 'It ended in order.' },
    { code: '255', means: 'ssh itself failed: no connection, no login.' },
  ],
  silent: [
    'A forwarding that failed does not end ssh. It warns “Address already in use” and goes on, unless you add -o ExitOnForwardFailure=yes.',
    'Whether the far server runs. The tunnel takes the connection, then resets it.',
    'That a tunnel passes firewalls: the connection goes out, and whoever holds the near end is in.',
  ],
  counterparts: {
    macos: {
      lines: ['ssh -N -L 62893:127.0.0.1:8000 dev@192.168.1.40'],
      says: 'The same program.',
      source: sources.ssh1,
    },
    windows: {
      lines: ['ssh -N -L 62893:127.0.0.1:8000 dev@192.168.1.40'],
      says: 'OpenSSH comes with Windows; the same options.',
      source: sources.ssh1,
    },
  },
  sources: [sources.ssh1, sources.sshdConfig5],
  lessons: ['tunnels-and-remote-machines'],
} satisfies CommandPage;
