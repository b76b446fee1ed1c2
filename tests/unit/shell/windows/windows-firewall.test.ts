/** Windows Firewall, as Microsoft documents it. */
import { expect, test } from 'vitest';
import { tellAttempt } from '../../../../src/course/packet-steps.ts';
import { reachMatrix } from '../../../../src/course/reach-matrix.ts';
import { rebindLine } from '../../../../src/widgets/reach/reach-changes.view.ts';
import { type Desktop, desktop } from './desktop.ts';

const allow =
  'New-NetFirewallRule -DisplayName "Web" -Direction Inbound -LocalPort 62893 -Protocol TCP -Action Allow | Out-Null';

function served(): Desktop {
  const host = desktop();
  host.last('Start-Process python "-m http.server 62893"');
  return host;
}

const fromPhone = (host: Desktop): string =>
  host.on('phone', "curl -s -m 3 -o /dev/null -w '%{http_code} %{errormsg}\\n' http://192.168.1.20:62893/");
const timeout = '000 Connection timed out after 3001 milliseconds\n';

/** The cell of the matrix: may the phone reach the port, and why. */
function cell({ world }: Desktop): readonly [string, string] | undefined {
  const phone = world.network.hosts.find(({ name }) => name === 'phone');
  if (!phone) throw new Error('no phone');
  const view = { label: 'phone', host: phone, families: ['AF_INET'], who: 'program' } as const;
  const row = reachMatrix([world.host], [view]).rows.find(({ port }) => port === 62893);
  const found = row?.cells[0];
  return found && [found.answer, found.reason];
}

test('what nobody asked for is blocked, and loopback is not filtered', () => {
  const host = served();
  expect(fromPhone(host)).toBe(timeout);
  expect(host.last('curl.exe -s -o nul -w "%{http_code}" http://127.0.0.1:62893/').trim()).toBe('200');
  expect(host.last('curl.exe -s -o nul -w "%{http_code}" http://192.168.1.20:62893/').trim()).toBe('200');
  expect(cell(host)).toEqual([
    'no',
    'Windows Firewall of desktop: no inbound rule allows it, and what nobody asked for is blocked by default (profile Private; Microsoft, Windows Firewall rules).',
  ]);
});

test('an allow rule for the port lets the phone in, and its path names the rule', () => {
  const host = served();
  host.last(allow);
  expect(fromPhone(host)).toBe('200 \n');
  expect(cell(host)?.[0]).toBe('yes');
  const phone = host.world.network.hosts.find(({ name }) => name === 'phone');
  if (!phone) throw new Error('no phone');
  const { steps } = tellAttempt({ from: phone, protocol: 'tcp', to: '192.168.1.20', port: 62893 });
  expect(steps.map(({ text }) => text)).toContain(
    'Windows Firewall of desktop: the inbound rule “Web” allows it; an allow rule wins over the default block (Microsoft, Windows Firewall rules).',
  );
});

test('a block rule wins over an allow rule, whichever came first', () => {
  const host = served();
  host.last(
    'netsh advfirewall firewall add rule name="no phone" dir=in action=block protocol=tcp remoteip=192.168.1.30 localport=62893',
    allow,
  );
  expect(fromPhone(host)).toBe(timeout);
  expect(cell(host)?.[1]).toContain('“no phone” blocks it; a block rule wins over every allow rule');
  host.last('Remove-NetFirewallRule -DisplayName "no phone"');
  expect(fromPhone(host)).toBe('200 \n');
});

test('a rule for a program lets its ports in, and no other program’s', () => {
  const host = served();
  host.last(
    'New-NetFirewallRule -DisplayName "Node" -Direction Inbound -Program C:\\Windows\\System32\\node.exe -Action Allow | Out-Null',
  );
  expect([fromPhone(host), cell(host)?.[0]]).toEqual([timeout, 'no']);
  host.last(
    'New-NetFirewallRule -DisplayName "Python" -Direction Inbound -Program C:\\Windows\\System32\\python.exe -Action Allow | Out-Null',
  );
  expect([fromPhone(host), cell(host)?.[0]]).toEqual(['200 \n', 'yes']);
});

test('a rule holds in its profiles only', () => {
  const host = served();
  host.last(`${allow.replace(' | Out-Null', '')} -Profile Private | Out-Null`);
  expect(fromPhone(host)).toBe('200 \n');
  host.last('Set-NetConnectionProfile -NetworkCategory Public');
  expect(fromPhone(host)).toBe(timeout);
});

test('with the firewall off everybody comes in', () => {
  const host = served();
  expect(host.last('netsh advfirewall set allprofiles state off')).toBe('Ok.\n\n');
  expect(fromPhone(host)).toBe('200 \n');
  host.last('Set-NetFirewallProfile -All -Enabled True');
  expect(fromPhone(host)).toBe(timeout);
});

test('what goes out is allowed, its answers come back, and an outbound rule stops it', () => {
  const host = desktop();
  host.on('phone', 'python3 -m http.server 8000 >/dev/null 2>&1 &');
  const fetch = 'curl.exe -s -m 2 -o nul -w "%{http_code}" http://192.168.1.30:8000/';
  expect(host.last(fetch).trim()).toBe('200');
  host.last(
    'New-NetFirewallRule -DisplayName "Out" -Direction Outbound -RemotePort 8000 -Protocol TCP -Action Block | Out-Null',
  );
  expect(host.last(fetch).trim()).toBe('000');
});

test('an echo request from outside is not answered until a rule allows it', () => {
  const host = desktop();
  const ping = (): string => host.on('phone', 'ping -c 1 -W 1 192.168.1.20 | grep received');
  expect(ping()).toContain(' 0 received');
  host.last('netsh advfirewall firewall add rule name="ping" protocol=icmpv4 dir=in action=allow');
  expect(ping()).toContain(' 1 received');
});

test('rules are shown as the cmdlet and as netsh show them', () => {
  const host = desktop();
  host.last(allow);
  expect(host.last('Get-NetFirewallRule -DisplayName Web | ft DisplayName, Direction, Action, Enabled')).toBe(
    '\nDisplayName Direction Action Enabled\n----------- --------- ------ -------\nWeb         Inbound   Allow  True\n\n',
  );
  expect(
    host.last(
      'Get-NetFirewallRule -DisplayName Web | Get-NetFirewallPortFilter | select Protocol, LocalPort',
    ),
  ).toBe('\nProtocol LocalPort\n-------- ---------\nTCP      62893\n\n');
  expect(host.last('netsh advfirewall firewall show rule name=Web')).toBe(
    `\nRule Name:                            Web\n${'-'.repeat(70)}\nEnabled:                              Yes\nDirection:                            In\nProfiles:                             Domain,Private,Public\nGrouping:\nLocalIP:                              Any\nRemoteIP:                             Any\nProtocol:                             TCP\nLocalPort:                            62893\nRemotePort:                           Any\nEdge traversal:                       No\nAction:                               Allow\nOk.\n\n`,
  );
  expect(host.last('netsh advfirewall firewall delete rule name=Web')).toBe('\nDeleted 1 rule(s).\nOk.\n\n');
  expect(host.last('netsh advfirewall firewall show rule name=Web')).toBe(
    '\nNo rules match the specified criteria.\n\n',
  );
  expect(host.last('Get-NetFirewallRule -DisplayName Web')).toBe(
    "Get-NetFirewallRule: No MSFT_NetFirewallRule objects found with property 'DisplayName' equal to 'Web'.  Verify the value of the property and retry.\n",
  );
});

test('a port needs a protocol that has ports', () => {
  expect(desktop().last('New-NetFirewallRule -DisplayName x -LocalPort 1')).toContain(
    'The parameter is incorrect.',
  );
  expect(desktop().last('New-NetFirewallRule -DisplayName x -Protocol TCP -LocalPort 70000')).toContain(
    'The parameter is incorrect.',
  );
});

test('the control that binds a server anew speaks PowerShell on a Windows host', () => {
  const host = served();
  const view = { label: 'own', host: host.world.host, families: ['AF_INET'], who: 'program' } as const;
  const row = reachMatrix([host.world.host], [view]).rows.find(({ port }) => port === 62893);
  const line = row && rebindLine(row, '127.0.0.1');
  if (!line) throw new Error('no line');
  host.last(line.line);
  expect(host.last('netstat -ano | findstr LISTENING | findstr :62893')).toContain('127.0.0.1:62893');
});
