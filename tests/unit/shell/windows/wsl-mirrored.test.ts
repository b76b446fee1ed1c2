/** WSL 2 in mirrored mode, as Microsoft documents it: one set of addresses, 127.0.0.1 both ways, the Hyper-V firewall. */
import { describe, expect, test } from 'vitest';
import { tellAttempt } from '../../../../src/course/packet-steps.ts';
import { reachMatrix } from '../../../../src/course/reach-matrix.ts';
import { rowHostsOf, viewpointsOf } from '../../../../src/course/viewpoints.ts';
import { type Desktop, desktop } from './desktop.ts';

const creator = '{40E0AC32-46A5-438A-A0B2-2B479E8F2E90}';
const code = (url: string): string => `curl -s -m 2 -o /dev/null -w '%{http_code}\\n' '${url}'`;
const fromWindows = (host: Desktop, url: string): string =>
  host.last(`curl.exe -s -m 2 -o nul -w "%{http_code}" "${url}"`).trim();
const serve = (rest: string): string => `python3 -m http.server ${rest} >/dev/null 2>&1 &`;

function mirrored(): Desktop {
  const host = desktop('wsl-mirrored');
  host.last('cd');
  return host;
}

describe('addresses and loopback', () => {
  test('Linux has the addresses of Windows', () => {
    const host = mirrored();
    expect(host.last('wsl hostname -I')).toBe('192.168.1.20 2001:db8:1::20 \n');
    expect(host.last('wsl wslinfo --networking-mode')).toBe('mirrored\n');
    expect(host.last('ipconfig')).not.toContain('WSL');
  });

  test('127.0.0.1 leads from Windows to Linux and from Linux to Windows', () => {
    const host = mirrored();
    host.on('ubuntu', serve('8000 --bind 127.0.0.1'));
    host.last('Start-Process python "-m http.server 9000 --bind 127.0.0.1"');
    expect(fromWindows(host, 'http://127.0.0.1:8000/')).toBe('200');
    expect(host.on('ubuntu', code('http://127.0.0.1:9000/'))).toBe('200\n');
    expect(host.last('netstat -ano | findstr :8000 | findstr LISTENING')).toBe('');
  });

  test('::1 and 127.0.0.2 do not', () => {
    const host = mirrored();
    host.on('ubuntu', serve('8000 --bind ::'));
    expect(fromWindows(host, 'http://[::1]:8000/')).toBe('000');
    expect(fromWindows(host, 'http://127.0.0.2:8000/')).toBe('000');
    expect(fromWindows(host, 'http://127.0.0.1:8000/')).toBe('200');
  });

  test('another address of the host leads across only with hostAddressLoopback', () => {
    const host = mirrored();
    host.on('ubuntu', serve('8000'));
    expect(fromWindows(host, 'http://192.168.1.20:8000/')).toBe('000');
    host.last(
      "Add-Content .wslconfig '[experimental]'",
      "Add-Content .wslconfig 'hostAddressLoopback=true'",
      'wsl --shutdown',
      'wsl hostname',
    );
    host.on('ubuntu', '');
    host.on('ubuntu', serve('8000'));
    expect(fromWindows(host, 'http://192.168.1.20:8000/')).toBe('200');
  });

  test('the two share their ports, but those of ignoredPorts', () => {
    const host = mirrored();
    host.last('Start-Process python "-m http.server 9000"');
    expect(host.on('ubuntu', 'python3 -m http.server 9000 2>&1 | tail -1')).toBe(
      'OSError: [Errno 98] Address already in use\n',
    );
    host.on('ubuntu', serve('8000'));
    expect(host.last('python -m http.server 8000')).toContain('WinError 10013');
  });
});

describe('the Hyper-V firewall', () => {
  const fetch = (host: Desktop, url = 'http://192.168.1.20:8000/'): string => host.on('phone', code(url));

  test('lets nothing in from the network at first, and what Linux begins out', () => {
    const host = mirrored();
    host.on('ubuntu', serve('8000'));
    host.on('phone', serve('7000'));
    expect(fetch(host)).toBe('000\n');
    expect(host.on('ubuntu', code('http://192.168.1.30:7000/'))).toBe('200\n');
    expect(host.on('ubuntu', 'ping -c 1 192.168.1.30 | grep -c "1 received"')).toBe('1\n');
    expect(host.last('ping 192.168.1.30 | findstr Received')).toContain('Received = 4');
  });

  test.each([
    ['its default', `Set-NetFirewallHyperVVMSetting -Name '${creator}' -DefaultInboundAction Allow`],
    [
      'a rule of its own',
      `New-NetFirewallHyperVRule -Name w -DisplayName w -Direction Inbound -VMCreatorId '${creator}' -Protocol TCP -LocalPorts 8000`,
    ],
    [
      'a rule of Windows Firewall',
      'New-NetFirewallRule -DisplayName w -LocalPort 8000 -Protocol TCP -Action Allow',
    ],
  ])('%s lets the LAN in, over IPv4 and IPv6', (_, line) => {
    const host = mirrored();
    host.on('ubuntu', serve('8000 --bind ::'));
    host.last(line);
    expect(fetch(host)).toBe('200\n');
    expect(fetch(host, 'http://[2001:db8:1::20]:8000/')).toBe('200\n');
  });

  test('a rule of Windows Firewall for a program does not', () => {
    const host = mirrored();
    host.on('ubuntu', serve('8000'));
    host.last('New-NetFirewallRule -DisplayName w -Program C:\\Windows\\System32\\python.exe -Action Allow');
    expect(fetch(host)).toBe('000\n');
  });

  test('some ports never come to Linux', () => {
    const host = mirrored();
    host.on('ubuntu', serve('5358'));
    host.last(`Set-NetFirewallHyperVVMSetting -Name '${creator}' -DefaultInboundAction Allow`);
    expect(fetch(host, 'http://192.168.1.20:5358/')).toBe('000\n');
  });
});

describe('switched over by hand', () => {
  test('.wslconfig counts once WSL was shut down and started again', () => {
    const host = desktop('wsl');
    host.on('ubuntu', serve('8000'));
    host.last("Set-Content .wslconfig '[wsl2]','networkingMode=mirrored'");
    expect(host.last('wsl wslinfo --networking-mode')).toBe('nat\n');
    host.last('wsl --shutdown');
    expect(host.last('wsl -l -v')).toContain('Stopped');
    expect(fromWindows(host, 'http://127.0.0.1:8000/')).toBe('000');
    expect(host.last('wsl hostname -I')).toBe('192.168.1.20 2001:db8:1::20 \n');
    host.last('Remove-Item .wslconfig', 'wsl --shutdown');
    expect(host.last('wsl hostname -I')).toBe('172.28.120.45 \n');
  });
});

describe('seen', () => {
  function cells(host: Desktop, of = 'ubuntu'): Record<string, string> {
    const { world } = host;
    const matrix = reachMatrix(rowHostsOf(world), viewpointsOf(world.network, world.host));
    const row = matrix.rows.find(({ port, host: at }) => port === 8000 && at.name === of);
    return Object.fromEntries(
      (row?.cells ?? []).map(({ answer, reason }, column) => [
        matrix.viewpoints[column]?.label ?? '',
        `${answer}: ${reason}`,
      ]),
    );
  }

  test('the matrix says which rule of which document', () => {
    const host = mirrored();
    host.on('ubuntu', serve('8000'));
    const seen = cells(host);
    expect(seen['This host, IPv4']).toMatch(/^yes: .*Accessing network applications with WSL/);
    expect(seen['This host, IPv6']).toMatch(/^no: .*::1 is not supported/);
    expect(seen['A phone on the Wi-Fi']).toMatch(/^no: Hyper-V firewall of desktop: /);
    expect(seen['Linux in WSL']).toMatch(/^yes/);
  });

  test('in NAT mode too', () => {
    const host = desktop('wsl');
    host.on('ubuntu', serve('8000'));
    const seen = cells(host);
    expect(seen['This host, IPv4']).toMatch(/^yes: .*\(Microsoft, /);
    expect(seen['A phone on the Wi-Fi']).toMatch(/^no: .*portproxy/);
    expect(cells(host, 'desktop')['This host, IPv4']).toMatch(/^yes: .*localhostForwarding/);
  });

  test('the path names the firewall between the two', () => {
    const host = mirrored();
    host.on('ubuntu', serve('8000'));
    const { world } = host;
    const { steps } = tellAttempt({ from: world.host, protocol: 'tcp', to: '127.0.0.1', port: 8000 });
    expect(steps.map(({ place, text }) => `${place.host}: ${text}`)).toMatchInlineSnapshot(`
      [
        "desktop: 127.0.0.1 is an address already, so no name is looked up.",
        "desktop: Route: 127.0.0.1 is a loopback address, so the packet goes to loopback.",
        "desktop: Windows Firewall of desktop: what stays on loopback is not filtered (everyday knowledge: no document of Microsoft’s was found that says so for today’s Windows) (Microsoft, How Windows Firewall Works).",
        "desktop: A SYN segment to 127.0.0.1:8000 turns round on the loopback interface: it never leaves this computer.",
        "desktop: Hyper-V firewall of desktop: between Windows and Linux no rule is needed (LoopbackEnabled, which WSL switches on) (Microsoft, Configure Hyper-V firewall).",
        "ubuntu: It has arrived: who listens on 127.0.0.1:8000?",
        "ubuntu: A SYN+ACK segment to 127.0.0.1:65535 turns round on the loopback interface: it never leaves this computer.",
        "desktop: Hyper-V firewall of desktop: between Windows and Linux no rule is needed (LoopbackEnabled, which WSL switches on) (Microsoft, Configure Hyper-V firewall).",
        "desktop: Windows Firewall of desktop: what stays on loopback is not filtered (everyday knowledge: no document of Microsoft’s was found that says so for today’s Windows) (Microsoft, How Windows Firewall Works).",
        "desktop: The answer has arrived.",
        "desktop: Reached: the socket on 0.0.0.0:8000 of ubuntu answers.",
      ]
    `);
  });
});
