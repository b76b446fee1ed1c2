/** What the parameters of a firewall cmdlet say about a rule. */
import {
  type FirewallProtocol,
  firewallProfiles,
  type WindowsFirewallRule,
} from '../../../simulator/os/windows-firewall.ts';
import type { Program } from '../../program.ts';
import { firewallOf, parseAddresses, parsePorts } from '../firewall-store.ts';
import type { CmdletCall } from '../language/cmdlet.ts';
import { PsError } from '../language/errors.ts';
import { sameText, textOf } from '../language/values.ts';
import { fromWindowsPath, toWindowsPath } from '../windows-path.ts';

const protocols: readonly FirewallProtocol[] = ['TCP', 'UDP', 'ICMPv4', 'ICMPv6', 'Any'];

function invalid(parameter: string, text: string): PsError {
  return new PsError(
    `Cannot validate argument: "${text}" is no ${parameter} that this firewall knows. The parameter is incorrect.`,
  );
}

export type Settings = Partial<Omit<WindowsFirewallRule, 'name'>>;

/** A rule as New-NetFirewallRule makes it where nothing else is asked for: enabled, inbound, allow, any protocol. */
export function ruleOf(name: string, settings: Settings): WindowsFirewallRule {
  return {
    name,
    displayName: '',
    description: '',
    group: '',
    enabled: true,
    direction: 'Inbound',
    action: 'Allow',
    profiles: [],
    protocol: 'Any',
    localPorts: [],
    remotePorts: [],
    localAddresses: [],
    remoteAddresses: [],
    program: undefined,
    ...settings,
  };
}

/** What the parameters ask for; those that were not given are left out. */
export function* settingsOf(call: CmdletCall): Program<Settings> {
  const { host } = yield* firewallOf();
  const texts = (name: string): readonly string[] | undefined =>
    call.value(name) === undefined ? undefined : call.list(name).map(textOf);
  const ports = (name: string) => {
    const given = texts(name);
    const parsed = given && parsePorts(given);
    if (given && !parsed) throw invalid(name, given.join(','));
    return parsed;
  };
  const addresses = (name: string) => {
    const given = texts(name);
    const parsed = given && parseAddresses(given, host);
    if (given && !parsed) throw invalid(name, given.join(','));
    return parsed;
  };
  const protocolText = call.text('Protocol');
  const protocol =
    protocolText === undefined ? undefined : protocols.find((one) => sameText(one, protocolText));
  if (protocolText !== undefined && !protocol) throw invalid('Protocol', protocolText);
  const profiles = texts('Profile')?.filter((one) => one !== 'Any');
  const enabled = call.text('Enabled');
  const direction = call.text('Direction');
  const action = call.text('Action');
  const displayName = call.text('NewDisplayName') ?? call.text('DisplayName');
  const description = call.text('Description');
  const group = call.text('Group');
  const program = call.text('Program');
  const [localPorts, remotePorts, localAddresses, remoteAddresses] = [
    ports('LocalPort'),
    ports('RemotePort'),
    addresses('LocalAddress'),
    addresses('RemoteAddress'),
  ];
  return {
    ...(displayName !== undefined && { displayName }),
    ...(description !== undefined && { description }),
    ...(group !== undefined && { group }),
    ...(enabled !== undefined && { enabled: enabled === 'True' }),
    ...(direction !== undefined && { direction: direction === 'Outbound' ? 'Outbound' : 'Inbound' }),
    ...(action !== undefined && { action: action === 'Block' ? 'Block' : 'Allow' }),
    ...(profiles && { profiles: firewallProfiles.filter((one) => profiles.includes(one)) }),
    ...(protocol && { protocol }),
    ...(localPorts && { localPorts }),
    ...(remotePorts && { remotePorts }),
    ...(localAddresses && { localAddresses }),
    ...(remoteAddresses && { remoteAddresses }),
    ...(program !== undefined && {
      program: /^any$/i.test(program) ? undefined : toWindowsPath(fromWindowsPath(program)).toLowerCase(),
    }),
  };
}
