/**
 * A link between namespaces: a tap device on every host (the kernel's tuntap.rst), and this process carries the frames.
 *
 * A veth(4) pair would need nobody to carry anything, but it hands a packet over inside the system call that sends it. Then
 * even a router's ICMP error comes while connect still holds its socket, which Linux answers otherwise than one that comes
 * a moment later, as on every real link.
 */
import { lastErrno, libcClose, libcIoctl, libcOpen, libcRead, libcWrite } from './libc.ts';
import { bringUp, lengthOf } from './netlink.ts';

const O_RDWR_NONBLOCK_CLOEXEC = 0o2004002;
const TUNSETIFF = 0x400454ca;
const TUNSETIFINDEX = 0x400454da;
const TUNSETPERSIST = 0x400454cb;
const IFF_TAP_NO_PI = 0x1002;

/** The links of one case, by name. */
export interface Links {
  /**
   * Gives the host whose namespace this thread is in an interface on a link, named after it, up and without addresses.
   *
   * @param index the number that the interface gets
   */
  attach(link: string, index: number): void;
  /** When what was sent so far, and what was sent because of it, has arrived. */
  settled(): Promise<void>;
  release(): void;
}

/** The links of a case while they are there. */
interface Cables {
  /** The descriptors of the interfaces on each link. */
  readonly ports: Map<string, number[]>;
  /** How many times in a row nobody had sent anything. */
  quiet: number;
  /** Who waits for that. */
  readonly waiting: (() => void)[];
}
const underWay = new Set<Cables>();

export function createLinks(): Links {
  const cables: Cables = { ports: new Map(), quiet: 0, waiting: [] };
  underWay.add(cables);
  carryOn();
  return {
    attach: (link, index) => {
      const ports = cables.ports.get(link) ?? [];
      cables.ports.set(link, ports);
      ports.push(openTap(link, index));
      bringUp(index);
    },
    settled: () => {
      cables.quiet = 0;
      return new Promise((resolve) => cables.waiting.push(resolve));
    },
    release: () => {
      underWay.delete(cables);
      for (const port of [...cables.ports.values()].flat()) libcClose(port);
    },
  };
}

function openTap(name: string, index: number): number {
  const fd = libcOpen('/dev/net/tun', O_RDWR_NONBLOCK_CLOEXEC);
  if (fd < 0)
    throw new Error(`not run here: no /dev/net/tun (${lastErrno()}), so there are no links between hosts`);
  const request = Buffer.alloc(40);
  request.write(name, 'latin1');
  request.writeUInt16LE(IFF_TAP_NO_PI, 16);
  const isMade =
    libcIoctl(fd, TUNSETIFINDEX, lengthOf(index)) === 0 && libcIoctl(fd, TUNSETIFF, request) === 0;
  if (isMade) {
    // It goes with its namespace; else close would wait for its end and hold up the other cases.
    libcIoctl(fd, TUNSETPERSIST, lengthOf(1));
    return fd;
  }
  const reason = lastErrno();
  libcClose(fd);
  throw new Error(`interface ${name}: ${reason}`);
}

/** How long a frame is on its way at least, in milliseconds. */
const latency = 1;
/** A host answers while it takes a frame, so where nobody has spoken so often everybody stays quiet. */
const quietEnough = 4;
let isCarrying = false;

function carryOn(): void {
  if (isCarrying || underWay.size === 0) return;
  isCarrying = true;
  setTimeout(() => {
    isCarrying = false;
    for (const cables of underWay) {
      const busy = [...cables.ports.values()].map(carry).includes(true);
      cables.quiet = busy ? 0 : cables.quiet + 1;
      if (cables.quiet >= quietEnough) for (const tell of cables.waiting.splice(0)) tell();
    }
    carryOn();
  }, latency);
}

const frame = Buffer.alloc(65536);

/** What one interface sent, every other one on the link hears. @returns whether anybody had sent anything */
function carry(ports: readonly number[]): boolean {
  let isBusy = false;
  for (const from of ports) {
    for (;;) {
      const length = Number(libcRead(from, frame, frame.length));
      if (length <= 0) break;
      isBusy = true;
      for (const to of ports) if (to !== from) libcWrite(to, frame, length);
    }
  }
  return isBusy;
}
