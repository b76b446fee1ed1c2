/**
 * The network between the browser and the server under attack: both are on one host, and the address that the server is
 * bound to decides. It is the page's host where the page has one open, else a small one of its own.
 */
import { application } from '../../course/browser/attacks.ts';
import type { Unreachable } from '../../course/browser/page-request.ts';
import { socketAddress } from '../../simulator/address.ts';
import { createHost, type Host } from '../../simulator/host.ts';
import { systemCall } from '../../simulator/kernel.ts';
import { createNetwork } from '../../simulator/network.ts';
import { probePath } from '../../simulator/probe-path.ts';
import { createProcess } from '../../simulator/process.ts';
import { rules } from '../../simulator/rules.ts';
import type { CallResult, SystemCall } from '../../simulator/system-call.ts';
import type { PageWorld } from '../world/page-world.ts';

/** Makes calls one after the other; `next` gives each from the result of the last, until it gives none. */
type Caller = (next: (last: CallResult | undefined) => SystemCall | undefined) => void;

export class Reach {
  readonly #host: () => Host;
  readonly #call: Caller;
  #fd: number | undefined;
  /** The host that the descriptor is of: a page's world that is taken back is another one. */
  #fdHost: Host | undefined;

  private constructor(host: () => Host, call: Caller) {
    this.#host = host;
    this.#call = call;
  }

  /** On a laptop that nobody else sees. */
  static alone(): Reach {
    const host = createHost(createNetwork({ seed: 1 }), {
      name: 'laptop',
      interfaces: { lo: ['127.0.0.1/8', '::1/128'], wlan0: ['192.168.1.20/24'] },
      users: [{ name: 'dev', uid: 1000 }],
    });
    const server = createProcess(host, { uid: 1000, argv: ['server'] });
    return new Reach(
      () => host,
      (next) => {
        let call = next(undefined);
        while (call) call = next(systemCall(host, server, call));
      },
    );
  }

  /** On the page's host: a server that was started there by hand is reached as well. */
  static within(world: Pick<PageWorld, 'host' | 'move'>): Reach {
    return new Reach(
      () => world.host,
      (next) => world.move(1000, next),
    );
  }

  /** Lets the server listen on this address in place of the one before. */
  bind(text: string, port: number = application.port): void {
    const address = socketAddress(text, port);
    const old = this.#fdHost === this.#host() ? this.#fd : undefined;
    let fd: number | undefined;
    const calls: SystemCall[] = old === undefined ? [] : [{ name: 'close', fd: old }];
    calls.push({ name: 'socket', domain: address.family, type: 'SOCK_STREAM' });
    let last: SystemCall | undefined;
    this.#fd = undefined;
    this.#call((result) => {
      if (last?.name === 'socket' && result?.ok && typeof result.value === 'number') {
        fd = result.value;
        this.#fd = fd;
        calls.push({ name: 'bind', fd, address }, { name: 'listen', fd, backlog: 5 });
      } else if (
        result &&
        !result.ok &&
        (last?.name === 'bind' || last?.name === 'listen') &&
        fd !== undefined
      ) {
        // The port is somebody else's; then that one is under attack.
        this.#fd = undefined;
        calls.splice(0, calls.length, { name: 'close', fd });
      }
      last = calls.shift();
      return last;
    });
    this.#fdHost = this.#host();
  }

  readonly connect = (address: string, port: number): Unreachable | undefined => {
    // As a destination the wildcard is this host (ip_route_output_key).
    const here = { '0.0.0.0': '127.0.0.1', '::': '::1' }[address] ?? address;
    const { outcome } = probePath({
      from: this.#host(),
      protocol: 'tcp',
      destination: { address: here, port },
    });
    switch (outcome.kind) {
      case 'reached':
        return undefined;
      case 'refused':
        return {
          why: `${address}, port ${port}: ${rules[outcome.refusal.rule].sentence}`,
          source: rules[outcome.refusal.rule].source,
        };
      case 'silence':
        return {
          why: `Nothing comes back from ${address}, port ${port}.`,
          source: rules['no-answer'].source,
        };
    }
  };
}
