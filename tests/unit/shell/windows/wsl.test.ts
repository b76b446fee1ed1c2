/** WSL 2 in NAT mode, as Microsoft documents it: a Linux behind Windows, and localhost forwarded one way. */
import { expect, test } from 'vitest';
import { relaysOf } from '../../../../src/shell/relays.ts';
import { type Desktop, desktop } from './desktop.ts';

const code = (url: string): string => `curl -s -m 2 -o /dev/null -w '%{http_code}\\n' ${url}`;
const fromWindows = (host: Desktop, url: string): string =>
  host.last(`curl.exe -s -m 2 -o nul -w "%{http_code}" ${url}`).trim();
const serve = 'python3 -m http.server 8000 >/dev/null 2>&1';

test('Windows reaches a Linux server by localhost and by the address of WSL', () => {
  const host = desktop('wsl');
  host.on('ubuntu', `${serve} &`);
  expect(fromWindows(host, 'http://localhost:8000/')).toBe('200');
  expect(fromWindows(host, 'http://172.28.120.45:8000/')).toBe('200');
  expect(host.last('wsl hostname -I')).toBe('172.28.120.45 \n');
});

test('a server on Linux’s 127.0.0.1 is forwarded too, and only by localhost', () => {
  const host = desktop('wsl');
  host.on('ubuntu', 'python3 -m http.server 8000 --bind 127.0.0.1 --directory site >/dev/null 2>&1 &');
  expect(host.last('curl.exe -s http://127.0.0.1:8000/about.html | findstr title')).toBe(
    '<title>About this site</title>\n',
  );
  expect(fromWindows(host, 'http://172.28.120.45:8000/')).toBe('000');
  expect(
    host.last('(Get-Process -Id (Get-NetTCPConnection -LocalPort 8000).OwningProcess).ProcessName'),
  ).toContain('wslrelay');
  expect(relaysOf(host.world.network).map(({ program, port }) => [program, port])).toEqual([
    ['wslrelay.exe', 8000],
  ]);
});

test('127.0.0.2 of Linux is not forwarded', () => {
  const host = desktop('wsl');
  host.on('ubuntu', 'python3 -m http.server 8000 --bind 127.0.0.2 >/dev/null 2>&1 &');
  expect(fromWindows(host, 'http://127.0.0.1:8000/')).toBe('000');
  expect(fromWindows(host, 'http://127.0.0.2:8000/')).toBe('000');
});

test('the forwarded port goes when the Linux server goes', () => {
  const host = desktop('wsl');
  host.on('ubuntu', `${serve} &`, 'kill %1');
  expect(host.last('netstat -ano | findstr :8000')).toBe('');
});

test('Linux reaches Windows by the gateway, once the firewall lets it, and never by 127.0.0.1', () => {
  const host = desktop('wsl');
  host.last('Start-Process python "-m http.server 9000"');
  expect(host.on('ubuntu', code('http://127.0.0.1:9000/'))).toBe('000\n');
  expect(host.on('ubuntu', code('http://172.28.112.1:9000/'))).toBe('000\n');
  host.last('New-NetFirewallRule -DisplayName w -LocalPort 9000 -Protocol TCP -Action Allow | Out-Null');
  expect(host.on('ubuntu', code('http://172.28.112.1:9000/'))).toBe('200\n');
});

test('the phone reaches Linux only through a port proxy and the firewall', () => {
  const host = desktop('wsl');
  host.on('ubuntu', `${serve} &`);
  const fetch = (): string => host.on('phone', code('http://192.168.1.20:4000/'));
  expect(host.on('phone', code('http://172.28.120.45:8000/'))).toBe('000\n');
  host.last(
    'netsh interface portproxy add v4tov4 listenport=4000 listenaddress=0.0.0.0 connectport=8000 connectaddress=172.28.120.45',
  );
  expect(fetch()).toBe('000\n');
  host.last('New-NetFirewallRule -DisplayName p -LocalPort 4000 -Protocol TCP -Action Allow | Out-Null');
  expect(fetch()).toBe('200\n');
  expect(host.last('netsh interface portproxy show v4tov4')).toBe(
    '\nListen on ipv4:             Connect to ipv4:\n\nAddress         Port        Address         Port\n--------------- ----------  --------------- ----------\n0.0.0.0         4000        172.28.120.45   8000\n\n',
  );
  host.last('netsh interface portproxy delete v4tov4 listenport=4000 listenaddress=0.0.0.0');
  expect(fetch()).toBe('000\n');
});

test('Linux reaches the phone through Windows, which translates its address', () => {
  const host = desktop('wsl');
  host.on('phone', 'python3 -m http.server 8000 > log 2>&1 &');
  expect(host.on('ubuntu', code('http://192.168.1.30:8000/'))).toBe('200\n');
  expect(host.on('phone', 'grep -c ^192.168.1.20 log')).toBe('1\n');
});
