/** A program asks the router for a port. The outputs are those of upnpc 2.2.4 against miniupnpd 2.3.1 between two namespaces. */
import { describe, expect, test } from 'vitest';
import { findScene } from '../../../src/course/scenes/index.ts';
import { type Seat, sitDown } from './seat.ts';

const found = `upnpc : miniupnpc library test client, version 2.2.4.
 (c) 2005-2022 Thomas Bernard.
Go to http://miniupnp.free.fr/ or https://miniupnp.tuxfamily.org/
for more information.
List of UPNP devices found on the network :
 desc: http://192.168.1.1:5000/rootDesc.xml
 st: urn:schemas-upnp-org:device:InternetGatewayDevice:1

Found valid IGD : http://192.168.1.1:5000/ctl/IPConn
Local LAN ip address : 192.168.1.20
`;

function atHome(): Seat {
  return sitDown(findScene('home'));
}

/** What is said behind the search for the router. */
function answer(seat: Seat, words: string): string {
  const output = seat.type(`upnpc ${words}`);
  expect(output).toContain(found);
  return output.slice(output.indexOf(found) + found.length);
}

describe('upnpc', () => {
  test('is given a port, which then leads in from outside, until it is given back', () => {
    const seat = atHome();
    seat.type('python3 -m http.server 8000 >/dev/null 2>&1 &');
    expect(seat.type('curl -sS -m 2 -o /dev/null http://203.0.113.7:8000/', 'stranger')).toContain('curl: (');
    expect(answer(seat, '-a 192.168.1.20 8000 8000 TCP')).toBe(
      `ExternalIPAddress = 203.0.113.7
InternalIP:Port = 192.168.1.20:8000
external 203.0.113.7:8000 TCP is redirected to internal 192.168.1.20:8000 (duration=604800)
`,
    );
    expect(seat.type('curl -sI -m 2 http://203.0.113.7:8000/', 'stranger')).toContain('200 OK');
    expect(answer(seat, '-d 8000 TCP')).toBe('UPNP_DeletePortMapping() returned : 0\n');
    expect(seat.type('curl -sS -m 2 -o /dev/null http://203.0.113.7:8000/', 'stranger')).toContain('curl: (');
  });

  test('lists what programs asked for', () => {
    const seat = atHome();
    answer(seat, '-a @ 8000 8000 TCP');
    answer(seat, '-e game -a @ 8001 8001 udp');
    const lines = answer(seat, '-l').split('\n').slice(-5);
    expect(lines[0]).toBe(' i protocol exPort->inAddr:inPort description remoteHost leaseTime');
    expect(lines[1]).toMatch(/^ 0 TCP {2}8000->192\.168\.1\.20:8000 {2}'libminiupnpc' '' 60479\d$/);
    expect(lines[2]).toMatch(/^ 1 UDP {2}8001->192\.168\.1\.20:8001 {2}'game' '' 60479\d$/);
    expect(lines[3]).toBe('GetGenericPortMappingEntry() returned 713 (SpecifiedArrayIndexInvalid)');
  });

  test('writes the rules that miniupnpd writes, in chains of its own', () => {
    const seat = atHome();
    answer(seat, '-a @ 8001 8000 TCP');
    const nat = seat.type('iptables -t nat -S', 'router');
    expect(nat).toContain('-A PREROUTING -i wan -j MINIUPNPD\n');
    expect(nat).toContain(
      '-A MINIUPNPD -p tcp -m tcp --dport 8000 -j DNAT --to-destination 192.168.1.20:8001\n',
    );
    expect(nat).toContain(
      '-A MINIUPNPD-POSTROUTING -s 192.168.1.20/32 -p tcp -m tcp --sport 8001 -j MASQUERADE --to-ports 8000\n',
    );
    const filter = seat.type('iptables -S', 'router');
    expect(filter).toContain('-A FORWARD -i wan ! -o wan -j MINIUPNPD\n');
    expect(filter).toContain('-A MINIUPNPD -d 192.168.1.20/32 -p tcp -m tcp --dport 8001 -j ACCEPT\n');
  });

  test.each([
    [
      'another host’s address',
      '-a 192.168.1.30 9000 9000 TCP',
      'AddPortMapping(9000, 9000, 192.168.1.30) failed with code 718 (ConflictInMappingEntry)',
    ],
    [
      'an address that nobody has',
      '-a 192.168.1.99 9001 9001 TCP',
      'AddPortMapping(9001, 9001, 192.168.1.99) failed with code 718 (ConflictInMappingEntry)',
    ],
    [
      'a host outside',
      '-a 203.0.113.66 8000 8002 TCP',
      'AddPortMapping(8002, 8000, 203.0.113.66) failed with code 718 (ConflictInMappingEntry)',
    ],
    [
      'a system port',
      '-a 192.168.1.20 80 80 TCP',
      'AddPortMapping(80, 80, 192.168.1.20) failed with code 606 (Action not authorized)',
    ],
    [
      'port 0',
      '-a 192.168.1.20 0 8000 TCP',
      'AddPortMapping(8000, 0, 192.168.1.20) failed with code 606 (Action not authorized)',
    ],
    [
      'what is no address',
      '-a 192.168.1.300 8000 8000 TCP',
      'AddPortMapping(8000, 8000, 192.168.1.300) failed with code 402 (Invalid Args)',
    ],
  ])('is refused %s', (_, words, text) => {
    expect(answer(atHome(), words)).toBe(`ExternalIPAddress = 203.0.113.7\n${text}\n`);
  });

  test('is given a port behind which nobody listens: who connects is refused', () => {
    const seat = atHome();
    expect(answer(seat, '-a @ 9009 9009 TCP')).toContain('is redirected to internal 192.168.1.20:9009');
    expect(seat.type('curl -sS http://203.0.113.7:9009/', 'stranger')).toContain('curl: (7)');
  });

  test('is refused a port that another host has', () => {
    const seat = atHome();
    seat.type('upnpc -a @ 8000 8000 TCP', 'phone');
    expect(answer(seat, '-a @ 8000 8000 TCP')).toContain('failed with code 718 (ConflictInMappingEntry)');
  });

  test('says what it takes for no order', () => {
    const seat = atHome();
    expect(answer(seat, '-a @ 8000 8000 FOO')).toBe('invalid protocol\n');
    expect(answer(seat, '-d 8000 FOO')).toBe('protocol invalid\n');
    expect(answer(seat, '-d 8000')).toBe('invalid arguments\n');
    expect(seat.type('upnpc -a 192.168.1.20 8000')).toContain(
      'Usage :\tupnpc [options] -a ip port external_port',
    );
  });

  test('finds nobody from outside, and nobody where no router answers', () => {
    const seat = atHome();
    expect(seat.type('upnpc -s', 'stranger')).toContain('No IGD UPnP Device found on the network !\n');
    expect(seat.type('upnpc -u http://192.168.1.1:5001/rootDesc.xml -s')).toContain(
      'connect: Connection refused\nNo valid UPNP Internet Gateway Device found.\n',
    );
  });
});
