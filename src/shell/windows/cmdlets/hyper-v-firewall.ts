/**
 * The Hyper-V firewall as far as it is about WSL: learn.microsoft.com, module NetSecurity and "Configure Hyper-V firewall".
 * Differs: one VM creator, no profiles of its own.
 */
import type { WindowsFirewallRule } from '../../../simulator/os/windows-firewall.ts';
import type { HyperVFirewall } from '../../../simulator/os/wsl-modes.ts';
import type { Program } from '../../program.ts';
import { firewallOf, newRuleName } from '../firewall-store.ts';
import type { Cmdlet, CmdletCall } from '../language/cmdlet.ts';
import { PsError } from '../language/errors.ts';
import { isLike, isObject, object, propertyOf, sameText, textOf, type Value } from '../language/values.ts';
import { hyperVOf } from '../wsl-guest.ts';
import { ruleOf, settingsOf } from './firewall-settings.ts';

const wslCreator = '{40E0AC32-46A5-438A-A0B2-2B479E8F2E90}';

function* hyperV(): Program<{ readonly firewall: HyperVFirewall; apply(): void }> {
  const { host } = yield* firewallOf();
  const firewall = hyperVOf(host);
  if (!firewall)
    throw new PsError('No VM creator is registered with the Hyper-V firewall: this host has no WSL.');
  return { firewall, apply: () => host.wsl?.refresh() };
}

function checkCreator(id: string | undefined): void {
  if (id !== undefined && !sameText(id, wslCreator))
    throw new PsError(`No VM creator has the id ${id}; WSL has ${wslCreator}.`);
}

const getCreator: Cmdlet = {
  name: 'Get-NetFirewallHyperVVMCreator',
  summary: 'whose virtual machines the Hyper-V firewall knows',
  parameters: [],
  *run() {
    yield* hyperV();
    return [object('NetFirewallHyperVVMCreator', { VMCreatorId: wslCreator, FriendlyName: 'WSL' })];
  },
};

const getSetting: Cmdlet = {
  name: 'Get-NetFirewallHyperVVMSetting',
  summary: 'what the Hyper-V firewall does by default',
  parameters: [{ name: 'Name', position: 0 }, { name: 'PolicyStore' }],
  *run(call) {
    checkCreator(call.text('Name'));
    const { inbound, outbound } = (yield* hyperV()).firewall;
    return [
      object('NetFirewallHyperVVMSetting', {
        Name: wslCreator,
        Enabled: 'True',
        DefaultInboundAction: inbound,
        DefaultOutboundAction: outbound,
        LoopbackEnabled: 'True',
        AllowHostPolicyMerge: 'True',
      }),
    ];
  },
};

const actions = ['Allow', 'Block'];

const setSetting: Cmdlet = {
  name: 'Set-NetFirewallHyperVVMSetting',
  summary: `let everything in to WSL: Set-NetFirewallHyperVVMSetting -Name '${wslCreator}' -DefaultInboundAction Allow`,
  parameters: [
    { name: 'Name', position: 0 },
    { name: 'DefaultInboundAction', values: actions },
    { name: 'DefaultOutboundAction', values: actions },
  ],
  absent: 'Enabled LoopbackEnabled AllowHostPolicyMerge PolicyStore',
  *run(call) {
    checkCreator(call.text('Name'));
    const { firewall, apply } = yield* hyperV();
    const action = (name: string): 'Allow' | 'Block' => (call.text(name) === 'Allow' ? 'Allow' : 'Block');
    if (call.has('DefaultInboundAction')) firewall.inbound = action('DefaultInboundAction');
    if (call.has('DefaultOutboundAction')) firewall.outbound = action('DefaultOutboundAction');
    apply();
    return [];
  },
};

function ruleObject(rule: WindowsFirewallRule): Value {
  return object(
    'NetFirewallHyperVRule',
    {
      Name: rule.name,
      DisplayName: rule.displayName,
      Direction: rule.direction,
      VMCreatorId: wslCreator,
      Protocol: rule.protocol,
      LocalPorts: rule.localPorts.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)),
      Action: rule.action,
      Enabled: rule.enabled ? 'True' : 'False',
    },
    rule.name,
  );
}

const newRule: Cmdlet = {
  name: 'New-NetFirewallHyperVRule',
  summary: `let a port in to WSL: New-NetFirewallHyperVRule -Name Web -DisplayName Web -Direction Inbound -VMCreatorId '${wslCreator}' -Protocol TCP -LocalPorts 80`,
  parameters: [
    { name: 'Name' },
    { name: 'DisplayName' },
    { name: 'Direction', values: ['Inbound', 'Outbound'] },
    { name: 'VMCreatorId' },
    { name: 'Protocol' },
    { name: 'LocalPort', aliases: ['LocalPorts'] },
    { name: 'RemotePort', aliases: ['RemotePorts'] },
    { name: 'LocalAddress', aliases: ['LocalAddresses'] },
    { name: 'RemoteAddress', aliases: ['RemoteAddresses'] },
    { name: 'Action', values: actions },
  ],
  absent: 'Enabled Priority Profiles PolicyStore',
  *run(call) {
    checkCreator(call.text('VMCreatorId'));
    const { host } = yield* firewallOf();
    const { firewall, apply } = yield* hyperV();
    const settings = yield* settingsOf(call);
    const rule = ruleOf(call.text('Name') ?? newRuleName(host), settings);
    firewall.rules = [...firewall.rules, rule];
    apply();
    return [ruleObject(rule)];
  },
};

function chosen(call: CmdletCall, rules: readonly WindowsFirewallRule[]): readonly WindowsFirewallRule[] {
  checkCreator(call.text('VMCreatorId'));
  for (const [parameter, property] of [
    ['Name', 'name'],
    ['DisplayName', 'displayName'],
  ] as const) {
    const texts = call.list(parameter).map(textOf);
    if (call.has(parameter)) return rules.filter((rule) => texts.some((one) => isLike(rule[property], one)));
  }
  if (!call.input) return rules;
  const names = call.input.map((one) => (isObject(one) ? textOf(propertyOf(one, 'Name')) : textOf(one)));
  return rules.filter(({ name }) => names.includes(name));
}

const which = [
  { name: 'Name', position: 0 },
  { name: 'DisplayName' },
  { name: 'VMCreatorId' },
  { name: 'PolicyStore' },
] as const;

const getRule: Cmdlet = {
  name: 'Get-NetFirewallHyperVRule',
  summary: 'list the rules of the Hyper-V firewall',
  parameters: which,
  *run(call) {
    return chosen(call, (yield* hyperV()).firewall.rules).map(ruleObject);
  },
};

const removeRule: Cmdlet = {
  name: 'Remove-NetFirewallHyperVRule',
  summary: 'remove a rule of the Hyper-V firewall',
  parameters: which,
  *run(call) {
    const { firewall, apply } = yield* hyperV();
    const gone = chosen(call, firewall.rules);
    firewall.rules = firewall.rules.filter((rule) => !gone.includes(rule));
    apply();
    return [];
  },
};

export const hyperVCmdlets: readonly Cmdlet[] = [
  getCreator,
  getSetting,
  setSetting,
  newRule,
  getRule,
  removeRule,
];
