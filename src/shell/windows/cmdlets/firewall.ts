/** Windows Firewall: learn.microsoft.com, module NetSecurity. Rules of any group policy are not modelled. */
import { firewallProfiles, type WindowsFirewallRule } from '../../../simulator/os/windows-firewall.ts';
import type { Program } from '../../program.ts';
import { firewallOf, newRuleName, replaceRules } from '../firewall-store.ts';
import type { Cmdlet, CmdletCall } from '../language/cmdlet.ts';
import { PsError } from '../language/errors.ts';
import { isLike, isObject, object, propertyOf, sameText, textOf, type Value } from '../language/values.ts';
import { firewallFilterCmdlets } from './firewall-filters.ts';
import { firewallProfileCmdlets } from './firewall-profiles.ts';
import { ruleOf, type Settings, settingsOf } from './firewall-settings.ts';

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
    const rule = ruleOf(call.text('Name') ?? newRuleName(host), settings);
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

export const firewallCmdlets: readonly Cmdlet[] = [
  newRule,
  getRule,
  setRule,
  enableRule,
  disableRule,
  removeRule,
  ...firewallFilterCmdlets,
  ...firewallProfileCmdlets,
];
