/** macOS's application firewall, as Apple documents it. */
import { expect, test } from 'vitest';
import { reachMatrix } from '../../../src/course/reach-matrix.ts';
import type { Machine } from '../../../src/shell/machine.ts';
import { freshMac, last, macAndNeighbours } from './mac-machine.ts';

const tool = '/usr/libexec/ApplicationFirewall/socketfilterfw';

/** A Mac with python's server on every address, and the phone beside it. */
function scene(): readonly [mac: Machine, phone: Machine] {
  const [mac, phone] = macAndNeighbours();
  if (!mac || !phone) throw new Error('the scene lost its phone');
  last(mac, 'python3 -m http.server 62893 >/dev/null 2>&1 &');
  return [mac, phone];
}

const setTo = (mac: Machine, ...options: readonly string[]): void => {
  for (const option of options) last(mac, `sudo ${tool} ${option}`);
};

const python = '$(ps -p $(lsof -t -iTCP:62893) -o comm= | cat)';
const fetch = (machine: Machine, port = 62893): string =>
  last(machine, `curl -s -m 3 -o /dev/null -w '%{http_code} %{errormsg}\\n' http://192.168.1.20:${port}/`);
const timeout = '000 Connection timed out after 3001 milliseconds\n';

/** What the matrix says of a port, from the Mac itself and from the phone. */
function cells(
  [mac, phone]: readonly [Machine, Machine],
  port: number,
): readonly (readonly [string, string])[] {
  const views = [mac, phone].map(({ around: { host } }) => {
    return { label: host.name, host, families: ['AF_INET'], who: 'program' } as const;
  });
  const row = reachMatrix([mac.around.host], views).rows.find((one) => one.port === port);
  return (row?.cells ?? []).map(({ answer, reason }) => [answer, reason]);
}

test('it is off at first, and only root may change it', () => {
  const mac = freshMac([]);
  expect(last(mac, `${tool} --getglobalstate`)).toBe('Firewall is disabled. (State = 0)\n');
  expect(last(mac, `${tool} --setglobalstate on; echo $?`)).toBe('Must be root to change settings.\n255\n');
  expect(last(mac, 'socketfilterfw')).toBe('zsh: command not found: socketfilterfw\n');
  expect(last(mac, `sudo ${tool} --setglobalstate on`)).toBe('Firewall is enabled. (State = 1)\n');
  expect(last(mac, `sudo ${tool} --setblockall on`)).toBe(
    'Firewall is blocking all non-essential incoming connections.\n',
  );
  expect(last(mac, `${tool} --getglobalstate --getblockall --getstealthmode --getallowsigned`)).toBe(
    `Firewall is blocking all non-essential incoming connections. (State = 2)
Firewall is blocking all non-essential incoming connections.
Firewall stealth mode is off
Automatically allow built-in signed software ENABLED.
Automatically allow downloaded signed software ENABLED.
`,
  );
});

test('a program is on the list before it can be blocked', () => {
  const mac = freshMac([]);
  expect(last(mac, `sudo ${tool} --blockapp /usr/bin/nc`)).toBe(
    'The application is not part of the firewall\n',
  );
  expect(last(mac, `sudo ${tool} --add /usr/bin/nc`)).toBe('');
  expect(last(mac, `sudo ${tool} --add /usr/bin/nc`)).toBe(
    'The application is already a part of the firewall\n',
  );
  expect(last(mac, `sudo ${tool} --blockapp /usr/bin/nc`)).toBe(
    'Incoming connection to the application is blocked\n',
  );
  expect(last(mac, `${tool} --listapps`)).toBe(
    'Total number of apps = 1 \n1 : /usr/bin/nc \n             (Block incoming connections)\n\n',
  );
  expect(last(mac, `${tool} --getappblocked /usr/bin/nc`)).toBe(
    'Incoming connection to /usr/bin/nc is blocked.\n',
  );
  expect(last(mac, `sudo ${tool} --add /usr/bin/nosuch`)).toBe(
    'The file path you specified does not exist\n',
  );
});

test('software with a signature is let in by itself', () => {
  const [mac, phone] = scene();
  setTo(mac, '--setglobalstate on');
  expect([fetch(phone), fetch(phone, 5000)]).toEqual(['200 \n', '403 \n']);
});

test('a blocked program hears nothing from others on any port, and loopback is not asked', () => {
  const both = scene();
  const [mac, phone] = both;
  setTo(mac, '--setglobalstate on', `--add ${python}`, `--blockapp ${python}`);
  last(mac, 'python3 -m http.server 8000 >/dev/null 2>&1 &');
  expect([fetch(phone), fetch(phone, 8000), fetch(phone, 5000)]).toEqual([timeout, timeout, '403 \n']);
  expect(fetch(mac)).toBe('200 \n');
  expect(last(mac, "curl -so /dev/null -w '%{http_code}\\n' http://127.0.0.1:62893/")).toBe('200\n');
  expect(cells(both, 62893).map(([answer]) => answer)).toEqual(['yes', 'no']);
  expect(cells(both, 5000).map(([answer]) => answer)).toEqual(['yes', 'yes']);
  setTo(mac, `--unblockapp ${python}`);
  expect(fetch(phone)).toBe('200 \n');
});

test('the matrix says which program is blocked, and what Apple does not say', () => {
  const both = scene();
  setTo(both[0], '--setglobalstate on', `--add ${python}`, `--blockapp ${python}`);
  const [, reason = ''] = cells(both, 62893)[1] ?? [];
  expect(reason).toContain('Python.app/Contents/MacOS/Python is on its list as blocked');
  expect(reason).toContain('Apple’s documents do not say what the other end sees of it');
});

test('without its signature’s privilege a program waits for the person at the screen', () => {
  const [mac, phone] = scene();
  setTo(mac, '--setglobalstate on', '--setallowsignedapp off');
  expect([fetch(phone), fetch(phone, 5000)]).toEqual([timeout, '403 \n']);
  setTo(mac, '--setallowsigned off');
  expect(fetch(phone, 5000)).toBe(timeout);
});

test('blocking all incoming connections stops what shares, and what the Mac asks for itself still works', () => {
  const [mac, phone] = scene();
  setTo(mac, '--setglobalstate on', '--setblockall on');
  expect([fetch(phone), fetch(phone, 5000)]).toEqual([timeout, timeout]);
  last(phone, 'python3 -m http.server 8000 >/dev/null 2>&1 &');
  expect(last(mac, "curl -so /dev/null -w '%{http_code}\\n' http://192.168.1.30:8000/")).toBe('200\n');
});

test('in stealth mode neither a ping nor a closed port is answered', () => {
  const [mac, phone] = scene();
  expect(last(phone, 'nc -zv 192.168.1.20 9')).toContain('Connection refused');
  setTo(mac, '--setglobalstate on', '--setstealthmode on');
  expect(last(phone, 'nc -zv -w 2 192.168.1.20 9')).toContain('timed out');
  expect(last(phone, 'ping -c 1 -W 1 192.168.1.20')).toContain('1 packets transmitted, 0 received');
  expect(last(mac, 'ping -c 1 192.168.1.20')).toContain('1 packets received');
  expect(fetch(phone)).toBe('200 \n');
});
