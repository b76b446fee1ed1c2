/** The scenes that "Who can reach this?" offers, and the servers that it starts in each: lines typed at a prompt, one a server. */
export interface ReachScene {
  readonly name: string;
  readonly title: string;
  /** Who is there, in a sentence or two. */
  readonly about: string;
  readonly start: readonly StartLine[];
}

export interface StartLine {
  readonly host: string;
  readonly line: string;
}

const quiet = '>/dev/null 2>&1 &';
const serve = (port: number, bind?: string): string =>
  `python3 -m http.server ${port}${bind === undefined ? '' : ` --bind ${bind}`} --directory site ${quiet}`;
const onLaptop = (...lines: readonly string[]): readonly StartLine[] =>
  lines.map((line) => ({ host: 'laptop', line }));

/** The scene that the page begins with. */
export const reachScene = 'home';

export const reachScenes: readonly ReachScene[] = [
  {
    name: reachScene,
    title: 'A home network',
    about: 'A laptop and a phone on one Wi-Fi, a router that leads to the internet, and a stranger there.',
    start: onLaptop(
      serve(8000),
      serve(3000, '127.0.0.1'),
      serve(5173, '::1'),
      `nc -u -l -k 5005 ${quiet}`,
      'sudo docker run -d --name web nginx',
    ),
  },
  {
    name: 'container',
    title: 'A published container port',
    about:
      'The same network. The laptop runs a web server in a container, published with -p 8080:80, and its firewall, ufw, denies port 8080.',
    start: onLaptop(serve(8000)),
  },
  {
    name: 'tunnel',
    title: 'Tunnels',
    about:
      'The same network, and on the internet a rented server with sshd and the edge of a tunnel provider. The laptop serves on 127.0.0.1 only.',
    start: onLaptop(serve(3000, '127.0.0.1')),
  },
  {
    name: 'cluster',
    title: 'A Kubernetes cluster',
    about:
      'The same network, and a node with two pods of a web server. The laptop forwards its port 8080 into one of them with kubectl.',
    start: onLaptop(`kubectl port-forward deployment/web 8080:80 ${quiet}`),
  },
  {
    name: 'vm',
    title: 'A virtual machine',
    about:
      'The same network. On the laptop runs a virtual machine behind QEMU’s own network, with a web server and sshd in it.',
    start: onLaptop(serve(3000, '127.0.0.1')),
  },
  {
    name: 'mac',
    title: 'A Mac',
    about:
      'The same network, and the laptop is a Mac, as documented: AirPlay Receiver holds ports 5000 and 7000 on every address, and the application firewall is off.',
    start: [{ host: 'macbook', line: serve(8000) }],
  },
  {
    name: 'windows',
    title: 'A Windows computer',
    about:
      'The same network, and the laptop is a Windows computer, as documented: its firewall blocks what nobody asked for, until a rule allows it.',
    start: [{ host: 'desktop', line: 'Start-Process python "-m http.server 8000"' }],
  },
  {
    name: 'wsl',
    title: 'Linux inside Windows',
    about:
      'The Windows computer with WSL 2 in NAT mode, as documented. A web server runs in Linux; Windows reaches it by localhost, the phone does not.',
    start: [{ host: 'ubuntu', line: serve(8000) }],
  },
  {
    name: 'wsl-mirrored',
    title: 'Linux inside Windows, mirrored',
    about:
      'The same with networkingMode=mirrored, as documented: Linux has the addresses of Windows, 127.0.0.1 leads both ways, and the Hyper-V firewall decides what comes in from the network.',
    start: [
      { host: 'ubuntu', line: serve(8000) },
      { host: 'desktop', line: 'Start-Process python "-m http.server 9000"' },
    ],
  },
];

/** None for a scene that is not among them: whoever opens it starts servers at its terminals. */
export function startLinesOf(scene: string): readonly StartLine[] {
  return reachScenes.find(({ name }) => name === scene)?.start ?? [];
}
