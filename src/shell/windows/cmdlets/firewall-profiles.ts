/** Profiles of Windows Firewall: learn.microsoft.com, modules NetSecurity and NetConnection. */
import { interfaceName } from '../../../simulator/os/interface-name.ts';
import {
  applyWindowsFirewall,
  type FirewallProfile,
  firewallProfiles,
} from '../../../simulator/os/windows-firewall.ts';
import { firewallOf } from '../firewall-store.ts';
import { indexOf } from '../interface-facts.ts';
import type { Cmdlet, CmdletCall } from '../language/cmdlet.ts';
import { object, sameText, textOf } from '../language/values.ts';

const truth = ['True', 'False'];

function profilesIn(call: CmdletCall): readonly FirewallProfile[] {
  const wanted = [...call.list('Profile'), ...call.list('Name')].map(textOf);
  return wanted.length === 0
    ? firewallProfiles
    : firewallProfiles.filter((one) => wanted.some((text) => sameText(text, one)));
}

const getProfile: Cmdlet = {
  name: 'Get-NetFirewallProfile',
  summary: 'whether the firewall is on, and what it does by default',
  parameters: [
    { name: 'Name', position: 0, values: firewallProfiles },
    { name: 'Profile', values: firewallProfiles },
    { name: 'All', switch: true },
  ],
  *run(call) {
    const { firewall } = yield* firewallOf();
    return profilesIn(call).map((name) => {
      const { on, inbound, outbound } = firewall.profiles[name];
      return object('NetFirewallProfile', {
        Name: name,
        Enabled: on ? 'True' : 'False',
        DefaultInboundAction: inbound,
        DefaultOutboundAction: outbound,
      });
    });
  },
};

const setProfile: Cmdlet = {
  name: 'Set-NetFirewallProfile',
  summary: 'switch the firewall on or off: Set-NetFirewallProfile -Profile Private -Enabled False',
  parameters: [
    { name: 'Name', position: 0, values: firewallProfiles },
    { name: 'Profile', values: firewallProfiles },
    { name: 'All', switch: true },
    { name: 'Enabled', values: truth },
    { name: 'DefaultInboundAction', values: ['Allow', 'Block'] },
    { name: 'DefaultOutboundAction', values: ['Allow', 'Block'] },
  ],
  absent: `AllowInboundRules NotifyOnListen LogFileName LogAllowed LogBlocked`,
  *run(call) {
    const { host, firewall } = yield* firewallOf();
    for (const name of profilesIn(call)) {
      const state = firewall.profiles[name];
      if (call.has('Enabled')) state.on = call.text('Enabled') === 'True';
      if (call.has('DefaultInboundAction'))
        state.inbound = call.text('DefaultInboundAction') === 'Allow' ? 'Allow' : 'Block';
      if (call.has('DefaultOutboundAction'))
        state.outbound = call.text('DefaultOutboundAction') === 'Block' ? 'Block' : 'Allow';
    }
    applyWindowsFirewall(host);
    return [];
  },
};

const getConnectionProfile: Cmdlet = {
  name: 'Get-NetConnectionProfile',
  summary: 'which profile the network has: Private or Public',
  parameters: [],
  absent: 'Name InterfaceAlias InterfaceIndex NetworkCategory IPv4Connectivity IPv6Connectivity CimSession',
  *run() {
    const { host, firewall } = yield* firewallOf();
    return host.interfaces
      .filter(({ name, link }) => name !== 'lo' && name !== 'wsl' && link)
      .map((one) =>
        object('NetConnectionProfile', {
          Name: one.link?.name ?? '',
          InterfaceAlias: interfaceName(host, one.name),
          InterfaceIndex: indexOf(host, one),
          NetworkCategory: firewall.profile,
          IPv4Connectivity: 'Internet',
          IPv6Connectivity: 'NoTraffic',
        }),
      );
  },
};

const setConnectionProfile: Cmdlet = {
  name: 'Set-NetConnectionProfile',
  summary: 'say whether the network is private or public',
  parameters: [
    { name: 'Name' },
    { name: 'InterfaceAlias' },
    { name: 'NetworkCategory', values: ['Public', 'Private'] },
  ],
  *run(call) {
    const { host, firewall } = yield* firewallOf();
    if (call.has('NetworkCategory'))
      firewall.profile = call.text('NetworkCategory') === 'Public' ? 'Public' : 'Private';
    applyWindowsFirewall(host);
    return [];
  },
};

export const firewallProfileCmdlets: readonly Cmdlet[] = [
  getProfile,
  setProfile,
  getConnectionProfile,
  setConnectionProfile,
];
