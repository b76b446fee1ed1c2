/** A ping in steps, and what a learner reads about networks that are set up wrong. */
import { describe, expect, test } from 'vitest';
import { tellAttempt } from '../../../src/course/packet-steps.ts';
import { nameOfPing, tellPing } from '../../../src/course/ping-story.ts';
import { writeRule } from '../../../src/shell/commands/firewall/write-rules.ts';
import { createHost, type Host } from '../../../src/simulator/host.ts';
import { createNat } from '../../../src/simulator/nat.ts';
import { createNetwork, type Network } from '../../../src/simulator/network.ts';
import { createPacketFilter } from '../../../src/simulator/packet-filter.ts';

const lo = ['127.0.0.1/8', '::1/128'];

function hostOn(network: Network, name: string, address: string, via = '192.168.1.1'): Host {
  return createHost(network, {
    name,
    interfaces: { lo, wlan0: { link: 'wifi', addresses: [address] } },
    routes: [{ destination: '0.0.0.0/0', via }],
  });
}

/** A laptop, a router, and a provider whose routes the caller chooses. */
function network(providerVia?: string): {
  readonly laptop: Host;
  readonly router: Host;
  readonly provider: Host;
} {
  const made = createNetwork({ seed: 1 });
  const laptop = hostOn(made, 'laptop', '192.168.1.20/24');
  const router = createHost(made, {
    name: 'router',
    sysctls: { ipForward: true },
    interfaces: {
      lo,
      lan: { link: 'wifi', addresses: ['192.168.1.1/24'] },
      there: { link: 'there', addresses: ['10.0.0.1/30'] },
      back: { link: 'back', addresses: ['10.0.0.5/30'] },
    },
    routes: [{ destination: '198.51.100.0/24', via: '10.0.0.2' }],
  });
  const provider = createHost(made, {
    name: 'provider',
    sysctls: { ipForward: true },
    interfaces: {
      lo,
      there: { link: 'there', addresses: ['10.0.0.2/30'] },
      back: { link: 'back', addresses: ['10.0.0.6/30'] },
    },
    routes: [{ destination: '0.0.0.0/0', via: providerVia ?? '10.0.0.1' }],
  });
  return { laptop, router, provider };
}

function steps(from: Host, to: string): readonly string[] {
  return tellPing({ from, to }).steps.map(({ stage, place, text }) => `${stage}, ${place.host}: ${text}`);
}

describe('a ping in steps', () => {
  test('goes there and back through the router, and no program is asked', () => {
    const { laptop } = network();
    expect(steps(laptop, '10.0.0.2')).toEqual([
      'name, laptop: 10.0.0.2 is an address already, so no name is looked up.',
      'route, laptop: Route: 10.0.0.2 is on no network of this host, so it goes by wlan0 to the router 192.168.1.1.',
      'link, laptop: An echo request to 10.0.0.2 leaves by wlan0.',
      'link, router: It comes in by lan.',
      'link, router: This host is not the destination: it passes the packet on from lan to there.',
      'link, router: An echo request to 10.0.0.2 leaves by there.',
      'link, provider: It comes in by there.',
      'port, provider: It has arrived: the host itself answers, and asks no program.',
      'answer, provider: An echo reply to 192.168.1.20 leaves by there.',
      'answer, router: It comes in by there.',
      'answer, router: This host is not the destination: it passes the packet on from there to lan.',
      'answer, router: An echo reply to 192.168.1.20 leaves by lan.',
      'answer, laptop: It comes in by wlan0.',
      'answer, laptop: The answer has arrived.',
      'end, laptop: provider answers: it is there, and the way there and back is open. Whether a port is open, ping does not say.',
    ]);
    expect(tellPing({ from: laptop, to: '10.0.0.2' }).outcome).toMatchObject({
      kind: 'answered',
      hopLimit: 63,
    });
    expect(nameOfPing({ from: laptop, to: '10.0.0.2' })).toBe('laptop → ping 10.0.0.2');
  });

  test('to itself turns round on the loopback interface', () => {
    const { laptop } = network();
    expect(steps(laptop, 'localhost').join('\n')).toContain('turns round on the loopback interface');
    expect(tellPing({ from: laptop, to: 'localhost' }).hosts).toEqual(['laptop']);
  });

  test('is translated without ports, which ICMP has not', () => {
    const { laptop, router } = network();
    router.nat = createNat();
    writeRule(router.nat.ipv4, '-A POSTROUTING -o there -j MASQUERADE');
    expect(steps(laptop, '10.0.0.2')).toContain(
      'translation, router: Address translation, POSTROUTING, rule 1: its source 192.168.1.20 becomes 10.0.0.1.',
    );
  });

  test('that is dropped may mean two things', () => {
    const { laptop, provider } = network();
    provider.packetFilter = createPacketFilter();
    writeRule(provider.packetFilter.ipv4, '-A INPUT -p icmp --icmp-type echo-request -j DROP');
    expect(steps(laptop, '10.0.0.2').slice(-2)).toEqual([
      'filter, provider: Packet filter, INPUT, rule 1: DROP.',
      'end, provider: No packet comes back. That may mean that nobody is there, or that a filter drops the question or the answer.',
    ]);
  });

  test('that is ignored is silence', () => {
    const { laptop, provider } = network();
    provider.sysctls.icmpEchoIgnoreAll = true;
    expect(tellPing({ from: laptop, to: '10.0.0.2' }).outcome).toEqual({ kind: 'silence' });
  });
});

describe('a network that is set up wrong', () => {
  test('routes in a circle end at the hop limit, and ping says so', () => {
    const { laptop } = network('10.0.0.5');
    const told = steps(laptop, '198.51.100.1');
    expect(told.filter((step) => step.includes('passes the packet on')).length).toBeGreaterThan(60);
    expect(told.at(-1)).toBe(
      'end, laptop: 10.0.0.6 says: time to live exceeded. So many routers passed the packet on that the last one gave it up: most often it goes round in a circle.',
    );
  });

  test('routes in a circle end a connect with the same reason', () => {
    const { laptop } = network('10.0.0.5');
    const story = tellAttempt({ from: laptop, protocol: 'tcp', to: '198.51.100.1', port: 80 });
    expect(story.steps.at(-1)?.text).toBe(
      'EHOSTUNREACH: So many routers passed the packet on that the last one gave it up: most often it goes round in a circle.',
    );
  });

  test('a forward to nowhere says that nobody is at the address', () => {
    const { laptop, router } = network();
    router.nat = createNat();
    writeRule(router.nat.ipv4, '-A PREROUTING -p tcp --dport 80 -j DNAT --to-destination 192.168.1.99:80');
    const story = tellAttempt({ from: laptop, protocol: 'tcp', to: '10.0.0.1', port: 80 });
    expect(story.steps.at(-1)?.text).toMatch(/^EHOSTUNREACH: /);
    expect(story.steps.map(({ text }) => text).join('\n')).toContain('becomes 192.168.1.99:80');
  });

  test('of rules that contradict each other the first one that fits is named', () => {
    const { laptop, provider } = network();
    provider.packetFilter = createPacketFilter();
    for (const target of ['DROP', 'ACCEPT']) {
      writeRule(provider.packetFilter.ipv4, `-A INPUT -p tcp --dport 80 -j ${target}`);
    }
    const story = tellAttempt({ from: laptop, protocol: 'tcp', to: '10.0.0.2', port: 80 });
    const texts = story.steps.map(({ text }) => text);
    expect(texts).toContain('Packet filter, INPUT, rule 1: DROP.');
    expect(texts.join('\n')).not.toContain('rule 2');
  });

  test('of two hosts with one address the first on the link answers', () => {
    const { laptop } = network();
    hostOn(laptop.network, 'phone', '192.168.1.30/24');
    hostOn(laptop.network, 'printer', '192.168.1.30/24');
    expect(tellPing({ from: laptop, to: '192.168.1.30' }).hosts).toEqual(['laptop', 'phone']);
  });
});
