/** Windows Firewall: learn.microsoft.com, module NetSecurity. Rules of any group policy are not modelled. */
import {
  applyWindowsFirewall,
  type FirewallProfile,
  type FirewallProtocol,
  firewallProfiles,
  type WindowsFirewallRule,
} from '../../../simulator/os/windows-firewall.ts';
import type { Program } from '../../program.ts';
import {
  addressesText,
  firewallOf,
  newRuleName,
  parseAddresses,
  parsePorts,
  portsText,
  replaceRules,
} from '../firewall-store.ts';
import { aliasOf, indexOf } from '../interface-names.ts';
import type { Cmdlet, CmdletCall } from '../language/cmdlet.ts';
import { PsError } from '../language/errors.ts';
import { isLike, isObject, object, propertyOf, sameText, textOf, type Value } from '../language/values.ts';
import { fromWindowsPath, toWindowsPath } from '../windows-path.ts';

const protocols: readonly FirewallProtocol[] = ['TCP', 'UDP', 'ICMPv4', 'ICMPv6', 'Any'];
const truth = ['True', 'False'];

const conditions = [
  { name: 'Enabled', values: truth },
  { name: 'Direction', values: ['Inbound', 'Outbound'] },
  { name: 'Action', values: ['Allow', 'Block'] },
  { name: 'Profile', values: ['Any', ...firewallProfiles] },
  { name: 'Description' },
  { name: 'Group' },
] as const;

const filters = [
  { name: 'Protocol' },
  { name: 'LocalPort' },
  { name: 'RemotePort' },
  { name: 'LocalAddress' },
  { name: 'RemoteAddress' },
  { name: 'Program' },
] as const;

const absent =
  'Authentication CimSession DynamicTransport EdgeTraversalPolicy Encryption GPOSession IcmpType InterfaceAlias InterfaceType LocalOnlyMapping LocalUser LooseSourceMapping OverrideBlockRules Owner Package Platform PolicyStore RemoteMachine RemoteUser Service ThrottleLimit AsJob WhatIf Confirm';

/** The properties in the order in which a rule shows them. */
function ruleObject(rule: WindowsFirewallRule): Value {
  return object(
    'NetFirewallRule',
    {
      Name: rule.name,
      DisplayName: rule.displayName,
      Description: rule.description,
      DisplayGroup: rule.group,
      Group: rule.group,
      Enabled: rule.enabled ? 'True' : 'False',
      Profile: rule.profiles.length === 0 ? 'Any' : rule.profiles.join(', '),
      Platform: [],
      Direction: rule.direction,
      Action: rule.action,
      EdgeTraversalPolicy: 'Block',
      LooseSourceMapping: false,
      LocalOnlyMapping: false,
      Owner: '',
      PrimaryStatus: 'OK',
      Status: 'The rule was parsed successfully from the store. (65536)',
      EnforcementStatus: 'NotApplicable',
      PolicyStoreSource: 'PersistentStore',
      PolicyStoreSourceType: 'Local',
      RemoteDynamicKeywordAddresses: [],
      PolicyAppId: '',
      PackageFamilyName: '',
    },
    rule.name,
  );
}

function invalid(parameter: string, text: string): PsError {
  return new PsError(
    `Cannot validate argument: "${text}" is no ${parameter} that this firewall knows. The parameter is incorrect.`,
  );
}

type Settings = Partial<Omit<WindowsFirewallRule, 'name'>>;

/** What the parameters ask for; those that were not given are left out. */
function* settingsOf(call: CmdletCall): Program<Settings> {
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

const newRule: Cmdlet = {
  name: 'New-NetFirewallRule',
  summary:
    'make a rule: New-NetFirewallRule -DisplayName "Web" -Direction Inbound -LocalPort 62893 -Protocol TCP -Action Allow',
  parameters: [{ name: 'Name', aliases: ['ID'] }, { name: 'DisplayName' }, ...conditions, ...filters],
  absent,
  *run(call) {
    const { host, firewall } = yield* firewallOf();
    if (!call.has('DisplayName'))
      throw new PsError(
        'Cannot process command because of one or more missing mandatory parameters: DisplayName.',
      );
    const settings = yield* settingsOf(call);
    const protocol = settings.protocol ?? 'Any';
    if (
      ((settings.localPorts?.length ?? 0) > 0 || (settings.remotePorts?.length ?? 0) > 0) &&
      protocol !== 'TCP' &&
      protocol !== 'UDP'
    ) {
      throw new PsError(
        'Cannot set both the port and a protocol that has none: use -Protocol TCP or -Protocol UDP with a port. The parameter is incorrect.',
      );
    }
    const rule: WindowsFirewallRule = {
      name: call.text('Name') ?? newRuleName(host),
      displayName: '',
      description: '',
      group: '',
      enabled: true,
      direction: 'Inbound',
      action: 'Allow',
      profiles: [],
      localPorts: [],
      remotePorts: [],
      localAddresses: [],
      remoteAddresses: [],
      program: undefined,
      ...settings,
      protocol,
    };
    if (firewall.rules.some(({ name }) => sameText(name, rule.name)))
      throw new PsError('Cannot create a file when that file already exists.');
    replaceRules(host, firewall, [...firewall.rules, rule]);
    return [ruleObject(rule)];
  },
};

const which = [
  { name: 'Name', position: 0, aliases: ['ID'] },
  { name: 'DisplayName' },
  { name: 'All', switch: true },
] as const;

/** Those that a name, a display name, conditions or the pipe choose. */
function* chosen(call: CmdletCall, needsChoice: boolean): Program<readonly WindowsFirewallRule[]> {
  const { firewall } = yield* firewallOf();
  const all = firewall.rules;
  const pick = (rules: readonly WindowsFirewallRule[]): readonly WindowsFirewallRule[] =>
    rules.filter((rule) =>
      ['Enabled', 'Direction', 'Action'].every(
        (name) =>
          !call.has(name) ||
          needsChoice ||
          call.list(name).some((one) => sameText(textOf(one), textOf(propertyOf(ruleObject(rule), name)))),
      ),
    );
  for (const [parameter, property] of [
    ['Name', 'name'],
    ['DisplayName', 'displayName'],
  ] as const) {
    if (!call.has(parameter)) continue;
    const found: WindowsFirewallRule[] = [];
    for (const one of call.list(parameter).map(textOf)) {
      const matches = all.filter((rule) => isLike(rule[property], one));
      found.push(...matches);
      if (matches.length === 0) {
        const type = parameter === 'Name' ? 'InstanceID' : 'DisplayName';
        yield* call.complain(
          `No MSFT_NetFirewallRule objects found with property '${type}' equal to '${one}'.  Verify the value of the property and retry.`,
        );
      }
    }
    return pick(found);
  }
  if (call.input) {
    const names = call.input.map((one) => (isObject(one) ? textOf(propertyOf(one, 'Name')) : textOf(one)));
    return all.filter(({ name }) => names.includes(name));
  }
  return needsChoice && !call.has('All') ? [] : pick(all);
}

const getRule: Cmdlet = {
  name: 'Get-NetFirewallRule',
  summary: 'list rules: Get-NetFirewallRule -DisplayName "Web"',
  parameters: [...which, ...conditions],
  absent: `${absent} AssociatedNetFirewallPortFilter DisplayGroup TracePolicyStore`,
  *run(call) {
    return (yield* chosen(call, false)).map(ruleObject);
  },
};

function* change(call: CmdletCall, settings: Settings): Program<readonly Value[]> {
  const { host, firewall } = yield* firewallOf();
  const names = new Set((yield* chosen(call, true)).map(({ name }) => name));
  replaceRules(
    host,
    firewall,
    firewall.rules.map((rule) => (names.has(rule.name) ? { ...rule, ...settings } : rule)),
  );
  return [];
}

const setRule: Cmdlet = {
  name: 'Set-NetFirewallRule',
  summary: 'change a rule',
  parameters: [...which, { name: 'NewDisplayName' }, ...conditions, ...filters],
  absent,
  *run(call) {
    const { displayName, ...settings } = yield* settingsOf(call);
    return yield* change(
      call,
      call.has('NewDisplayName') && displayName !== undefined ? { ...settings, displayName } : settings,
    );
  },
};

const enableRule: Cmdlet = {
  name: 'Enable-NetFirewallRule',
  summary: 'switch a rule on',
  parameters: which,
  run: (call) => change(call, { enabled: true }),
};

const disableRule: Cmdlet = {
  name: 'Disable-NetFirewallRule',
  summary: 'switch a rule off',
  parameters: which,
  run: (call) => change(call, { enabled: false }),
};

const removeRule: Cmdlet = {
  name: 'Remove-NetFirewallRule',
  summary: 'remove a rule: Remove-NetFirewallRule -DisplayName "Web"',
  parameters: which,
  absent,
  *run(call) {
    const { host, firewall } = yield* firewallOf();
    const names = new Set((yield* chosen(call, true)).map(({ name }) => name));
    replaceRules(
      host,
      firewall,
      firewall.rules.filter(({ name }) => !names.has(name)),
    );
    return [];
  },
};

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
  absent,
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
  absent: `${absent} AllowInboundRules NotifyOnListen LogFileName LogAllowed LogBlocked`,
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
          InterfaceAlias: aliasOf(one.name),
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

export const firewallCmdlets: readonly Cmdlet[] = [
  newRule,
  getRule,
  setRule,
  enableRule,
  disableRule,
  removeRule,
  getPorts,
  getAddresses,
  getProfile,
  setProfile,
  getConnectionProfile,
  setConnectionProfile,
];
