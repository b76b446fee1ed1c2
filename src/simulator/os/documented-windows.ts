/**
 * Rules of Windows' firewall and of WSL 2: read in Microsoft's documents, not run. Apart from documented-rules.ts, so that only
 * pages with such a host fetch them.
 */
import type { Rule, Source } from '../rules.ts';

const firewallRules: Source = {
  label: 'Microsoft, Windows Firewall rules',
  url: 'https://learn.microsoft.com/en-us/windows/security/operating-system-security/network-security/windows-firewall/rules',
};
const firewall: Source = {
  label: 'Microsoft, How Windows Firewall Works',
  url: 'https://learn.microsoft.com/en-us/previous-versions/windows/it-pro/windows-server-2003/cc755604(v=ws.10)',
};
const outboundDefault: Source = {
  label: 'Microsoft, INetFwPolicy2: DefaultOutboundAction',
  url: 'https://learn.microsoft.com/en-us/windows/win32/api/netfw/nf-netfw-inetfwpolicy2-put_defaultoutboundaction',
};
const wslNetworking: Source = {
  label: 'Microsoft, Accessing network applications with WSL',
  url: 'https://learn.microsoft.com/en-us/windows/wsl/networking',
};
const wslConfig: Source = {
  label: 'Microsoft, Advanced settings configuration in WSL',
  url: 'https://learn.microsoft.com/en-us/windows/wsl/wsl-config',
};
const wslRelay: Source = {
  label: 'microsoft/WSL, src/windows/wslrelay/localhost.cpp',
  url: 'https://github.com/microsoft/WSL/blob/master/src/windows/wslrelay/localhost.cpp',
};

export const windowsFirewallRules = {
  'inbound-default': {
    sentence: 'no inbound rule allows it, and what nobody asked for is blocked by default',
    source: firewallRules,
  },
  'outbound-default': { sentence: 'what goes out is allowed by default', source: outboundDefault },
  'block-wins': {
    sentence: 'a block rule wins over every allow rule, whatever their order',
    source: firewallRules,
  },
  'allow-rule': { sentence: 'an allow rule wins over the default block', source: firewallRules },
  stateful: { sentence: 'it belongs to a connection that was let through before', source: firewall },
  /** No document of Microsoft's for today's Windows was found that says so in these words. */
  loopback: {
    sentence:
      'what stays on loopback is not filtered (everyday knowledge: no document of Microsoft’s was found that says so for today’s Windows)',
    source: firewall,
  },
} as const satisfies Readonly<Record<string, Rule>>;

export const wslRules = {
  'nat-network': {
    sentence:
      'In NAT mode WSL 2 has a network of its own behind Windows, with an address that the LAN does not know.',
    source: wslNetworking,
  },
  'localhost-forwarding': {
    sentence:
      'Ports that Linux binds to the wildcard or to localhost can be connected to from Windows as localhost:port (localhostForwarding).',
    source: wslConfig,
  },
  'relay-per-family': {
    sentence:
      'wslrelay.exe listens on 127.0.0.1 for a Linux listener on 0.0.0.0 or 127.0.0.1, and on ::1 for one on :: or ::1; other addresses are left alone.',
    source: wslRelay,
  },
  'windows-by-gateway': {
    sentence:
      'From Linux a Windows server is reached by the address of the host (the default route), not by localhost.',
    source: wslNetworking,
  },
  portproxy: {
    sentence:
      'The LAN does not reach WSL 2 in NAT mode by itself; netsh interface portproxy listens on Windows and connects on.',
    source: wslNetworking,
  },
  mirrored: {
    sentence:
      'In mirrored mode (Windows 11 22H2 and later) Linux has the interfaces of Windows: 127.0.0.1 works both ways, ::1 does not, the LAN reaches Linux directly, and the Hyper-V firewall decides what comes in.',
    source: wslNetworking,
  },
} as const satisfies Readonly<Record<string, Rule>>;
