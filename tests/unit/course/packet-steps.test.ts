import { describe, expect, test } from 'vitest';
import { tellAttempt } from '../../../src/course/packet-steps.ts';
import { reachStill } from '../../../src/course/reach-still.ts';

const { world } = reachStill();

function stepsFrom(
  name: string,
  to: string,
  port: number,
  protocol: 'tcp' | 'udp' = 'tcp',
): readonly string[] {
  const from = world.network.hosts.find((host) => host.name === name) ?? world.host;
  return tellAttempt({ from, protocol, to, port }).steps.map(
    ({ stage, place, text }) => `${stage}, ${place.host}: ${text}`,
  );
}

describe('an attempt in steps', () => {
  test('goes by name, route, link, port and answer', () => {
    expect(stepsFrom('phone', '192.168.1.20', 8000)).toEqual([
      'name, phone: 192.168.1.20 is an address already, so no name is looked up.',
      'route, phone: Route: 192.168.1.20 is on the network of wlan0, so the packet goes straight to its owner.',
      'link, phone: A SYN segment to 192.168.1.20:8000 leaves by wlan0.',
      'link, laptop: It comes in by wlan0.',
      'port, laptop: It has arrived: who listens on 192.168.1.20:8000?',
      'answer, laptop: A SYN+ACK segment to 192.168.1.30:65535 leaves by wlan0.',
      'answer, phone: It comes in by wlan0.',
      'answer, phone: The answer has arrived.',
      'end, phone: Reached: the socket on 0.0.0.0:8000 of laptop answers.',
    ]);
  });

  test('to localhost tries ::1 first, and never leaves the host', () => {
    const steps = stepsFrom('laptop', 'localhost', 8000);
    expect(steps[0]).toContain('gives ::1 and 127.0.0.1, tried in this order');
    expect(steps).toContain('name, laptop: localhost has another address: the program tries 127.0.0.1.');
    expect(steps.at(-1)).toContain('Reached');
    expect(steps.filter((step) => !step.includes(', laptop:'))).toEqual([]);
  });

  test('of UDP ends where the datagram is received, or with the message that nobody does', () => {
    expect(stepsFrom('phone', '192.168.1.20', 5005, 'udp').at(-1)).toContain('Reached');
    expect(stepsFrom('phone', '192.168.1.20', 5006, 'udp').at(-1)).toContain('ECONNREFUSED');
  });

  test('to a name that nobody knows sends nothing', () => {
    expect(stepsFrom('phone', 'nas', 80)).toEqual([
      'name, phone: phone knows no address for the name nas: nothing is sent.',
    ]);
  });

  test('without a route ends at once', () => {
    expect(stepsFrom('stranger', '192.168.1.20', 8000)).toEqual([
      'name, stranger: 192.168.1.20 is an address already, so no name is looked up.',
      'route, stranger: Route: none leads to 192.168.1.20.',
      'end, stranger: ENETUNREACH: No route leads to this address.',
    ]);
  });
});
