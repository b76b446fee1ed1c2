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

const wslTrouble: Source = {
  label: 'Microsoft, Troubleshooting WSL',
  url: 'https://learn.microsoft.com/en-us/windows/wsl/troubleshooting',
};
const hyperV: Source = {
  label: 'Microsoft, Configure Hyper-V firewall',
  url: 'https://learn.microsoft.com/en-us/windows/security/operating-system-security/network-security/windows-firewall/hyper-v-firewall',
};
const hyperVMerge: Source = {
  label: 'a maintainer in microsoft/WSL#10714',
  url: 'https://github.com/microsoft/WSL/issues/10714',
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
  'mirrored-loopback': {
    sentence:
      'In mirrored mode Windows and Linux connect to each other at 127.0.0.1; ::1 is not supported, and other addresses of 127.0.0.0/8 are not spoken of.',
    source: wslNetworking,
  },
  'mirrored-own-address': {
    sentence:
      'In mirrored mode Windows and Linux reach each other at another address of theirs only with hostAddressLoopback=true, and only over IPv4. What the other end sees without it the document does not say: here it asks itself.',
    source: wslConfig,
  },
  'mirrored-lan': {
    sentence:
      'In mirrored mode (Windows 11 22H2 and later) Linux has the network interfaces of Windows, so the LAN reaches it directly, over IPv6 too.',
    source: wslNetworking,
  },
  'mirrored-never': {
    sentence:
      'In mirrored mode some ports are never steered to Linux: UDP 68, and TCP 135, 1900, 2869, 3702, 5004, 5357 and 5358.',
    source: wslTrouble,
  },
} as const satisfies Readonly<Record<string, Rule>>;

/** The firewall between Linux and everybody else (Windows 11 22H2 and later, WSL 2.0.9 and later). */
export const hyperVRules = {
  'inbound-default': {
    sentence:
      'no rule lets it in to Linux, and what comes in must be allowed: by DefaultInboundAction, by New-NetFirewallHyperVRule, or by a rule of Windows Firewall that names no program',
    source: wslNetworking,
  },
  loopback: {
    sentence: 'between Windows and Linux no rule is needed (LoopbackEnabled, which WSL switches on)',
    source: hyperV,
  },
  /** From a maintainer of WSL; the documents say that rules of Windows apply, and not which. */
  'rules-without-program': {
    sentence: 'rules of Windows Firewall that name ports and addresses count for Linux too',
    source: hyperVMerge,
  },
} as const satisfies Readonly<Record<string, Rule>>;
