/** What a rule of Windows Firewall asks for: learn.microsoft.com, module NetSecurity. */
import { addressesText, firewallOf, portsText } from '../firewall-store.ts';
import type { Cmdlet } from '../language/cmdlet.ts';
import { object, propertyOf, textOf } from '../language/values.ts';

const getPorts: Cmdlet = {
  name: 'Get-NetFirewallPortFilter',
  summary: 'the ports of rules: Get-NetFirewallRule -DisplayName "Web" | Get-NetFirewallPortFilter',
  parameters: [{ name: 'AssociatedNetFirewallRule' }],
  absent: 'All Protocol DynamicTarget PolicyStore GPOSession CimSession',
  *run(call) {
    const { firewall } = yield* firewallOf();
    const names = [...(call.input ?? []), ...call.list('AssociatedNetFirewallRule')].map((one) =>
      textOf(propertyOf(one, 'Name')),
    );
    return firewall.rules
      .filter(({ name }) => call.input === undefined || names.includes(name))
      .map(({ protocol, localPorts, remotePorts }) =>
        object('NetFirewallPortFilter', {
          Protocol: protocol,
          LocalPort: portsText(localPorts),
          RemotePort: portsText(remotePorts),
          IcmpType: 'Any',
          DynamicTarget: 'Any',
        }),
      );
  },
};

const getAddresses: Cmdlet = {
  name: 'Get-NetFirewallAddressFilter',
  summary: 'the addresses of rules that come through the pipe',
  parameters: [],
  *run(call) {
    const { firewall } = yield* firewallOf();
    const names = (call.input ?? []).map((one) => textOf(propertyOf(one, 'Name')));
    return firewall.rules
      .filter(({ name }) => call.input === undefined || names.includes(name))
      .map(({ localAddresses, remoteAddresses }) =>
        object('NetFirewallPortFilter', {
          LocalAddress: addressesText(localAddresses),
          RemoteAddress: addressesText(remoteAddresses),
        }),
      );
  },
};

export const firewallFilterCmdlets: readonly Cmdlet[] = [getPorts, getAddresses];
