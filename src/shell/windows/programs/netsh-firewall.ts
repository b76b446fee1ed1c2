/** netsh advfirewall (learn.microsoft.com, netsh advfirewall): the older tool for the same rules. */
import {
  applyWindowsFirewall,
  type FirewallProfile,
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
import { fromWindowsPath, toWindowsPath } from '../windows-path.ts';
import { fail, say } from './console-program.ts';
import { isWord, settingsIn } from './netsh-words.ts';

export function* netshFirewall([first = '', ...rest]: readonly string[]): Program {
  if (isWord(first, 'firewall', 4)) return yield* rules(rest);
  const profiles = yield* profilesNamed(rest[0]);
  if (!profiles)
    return yield* fail(`The following command was not found: advfirewall ${[first, ...rest].join(' ')}.\n`);
  if (isWord(first, 'show', 2)) return yield* show(profiles);
  if (isWord(first, 'set', 3)) return yield* set(profiles, rest.slice(1));
  return yield* fail(`The following command was not found: advfirewall ${[first, ...rest].join(' ')}.\n`);
}

function* profilesNamed(word: string | undefined): Program<readonly FirewallProfile[] | undefined> {
  const { firewall } = yield* firewallOf();
  if (isWord(word, 'allprofiles')) return firewallProfiles;
  if (isWord(word, 'currentprofile')) return [firewall.profile];
  const one = firewallProfiles.find((name) => isWord(word, `${name.toLowerCase()}profile`));
  return one && [one];
}

const line = '-'.repeat(70);

function* show(profiles: readonly FirewallProfile[]): Program {
  const { firewall } = yield* firewallOf();
  const text = profiles.map((name) => {
    const { on, inbound, outbound } = firewall.profiles[name];
    return `\n${name} Profile Settings: \n${line}\nState                                 ${on ? 'ON' : 'OFF'}\nFirewall Policy                       ${inbound}Inbound,${outbound}Outbound\n`;
  });
  return yield* say(`${text.join('')}Ok.\n\n`);
}

function* set(profiles: readonly FirewallProfile[], [what, value = '']: readonly string[]): Program {
  const { host, firewall } = yield* firewallOf();
  const policy = /^(block|allow)inbound,(block|allow)outbound$/i.exec(value);
  for (const name of profiles) {
    const state = firewall.profiles[name];
    if (isWord(what, 'state') && /^(?:on|off)$/i.test(value)) state.on = /^on$/i.test(value);
    else if (isWord(what, 'firewallpolicy', 4) && policy) {
      state.inbound = /^block$/i.test(policy[1] ?? '') ? 'Block' : 'Allow';
      state.outbound = /^block$/i.test(policy[2] ?? '') ? 'Block' : 'Allow';
    } else return yield* fail('A specified value is not valid.\n\n');
  }
  applyWindowsFirewall(host);
  return yield* say('Ok.\n\n');
}

function* rules([verb, noun, ...rest]: readonly string[]): Program {
  const settings = settingsIn(rest);
  const name = settings.get('name');
  if (!isWord(noun, 'rule', 4))
    return yield* fail(
      `The following command was not found: advfirewall firewall ${[verb, noun].join(' ')}.\n`,
    );
  if (name === undefined) return yield* fail('A specified value is not valid.\n\n');
  const { host, firewall } = yield* firewallOf();
  const all = /^all$/i.test(name);
  const met = firewall.rules.filter((rule) => all || rule.displayName.toLowerCase() === name.toLowerCase());
  if (isWord(verb, 'add', 3)) return yield* add(name, settings);
  if (met.length === 0) return yield* fail('\nNo rules match the specified criteria.\n\n');
  if (isWord(verb, 'delete', 3)) {
    replaceRules(
      host,
      firewall,
      firewall.rules.filter((rule) => !met.includes(rule)),
    );
    return yield* say(`\nDeleted ${met.length} rule(s).\nOk.\n\n`);
  }
  if (isWord(verb, 'show', 2)) return yield* say(`${met.map(ruleText).join('')}Ok.\n\n`);
  return yield* fail('Here netsh advfirewall firewall has add rule, delete rule and show rule.\n');
}

function* add(displayName: string, settings: ReadonlyMap<string, string>): Program {
  const { host, firewall } = yield* firewallOf();
  const bad = fail(
    '\nA specified value is not valid.\n\nUsage: add rule name=<string>\n      dir=in|out\n      action=allow|block\n      [protocol=tcp|udp|icmpv4|icmpv6|any]\n      [localport=0-65535|any] [remoteport=0-65535|any]\n      [localip=<address>|any] [remoteip=<address>|localsubnet|any]\n      [profile=public|private|domain|any] [program=<path>] [enable=yes|no]\n\n',
  );
  const direction = settings.get('dir')?.toLowerCase();
  const action = settings.get('action')?.toLowerCase();
  const protocols = { tcp: 'TCP', udp: 'UDP', icmpv4: 'ICMPv4', icmpv6: 'ICMPv6', any: 'Any' } as const;
  const protocolKey = settings.get('protocol')?.toLowerCase() ?? 'any';
  const protocol = Object.entries(protocols).find(([key]) => key === protocolKey)?.[1];
  const localPorts = parsePorts([settings.get('localport') ?? 'any']);
  const remotePorts = parsePorts([settings.get('remoteport') ?? 'any']);
  const localAddresses = parseAddresses([settings.get('localip') ?? 'any'], host);
  const remoteAddresses = parseAddresses([settings.get('remoteip') ?? 'any'], host);
  const program = settings.get('program');
  const profile = settings.get('profile')?.toLowerCase() ?? 'any';
  const named = profile.split(',');
  if ((direction !== 'in' && direction !== 'out') || (action !== 'allow' && action !== 'block'))
    return yield* bad;
  if (!protocol || !localPorts || !remotePorts || !localAddresses || !remoteAddresses) return yield* bad;
  if (localPorts.length + remotePorts.length > 0 && protocol !== 'TCP' && protocol !== 'UDP')
    return yield* bad;
  const rule: WindowsFirewallRule = {
    name: newRuleName(host),
    displayName,
    description: settings.get('description') ?? '',
    group: '',
    enabled: settings.get('enable')?.toLowerCase() !== 'no',
    direction: direction === 'in' ? 'Inbound' : 'Outbound',
    action: action === 'allow' ? 'Allow' : 'Block',
    profiles: profile === 'any' ? [] : firewallProfiles.filter((one) => named.includes(one.toLowerCase())),
    protocol,
    localPorts,
    remotePorts,
    localAddresses,
    remoteAddresses,
    program: program === undefined ? undefined : toWindowsPath(fromWindowsPath(program)).toLowerCase(),
  };
  replaceRules(host, firewall, [...firewall.rules, rule]);
  return yield* say('Ok.\n\n');
}

function ruleText(rule: WindowsFirewallRule): string {
  const ports = rule.protocol === 'TCP' || rule.protocol === 'UDP';
  const rows: readonly (readonly [string, string])[] = [
    ['Enabled', rule.enabled ? 'Yes' : 'No'],
    ['Direction', rule.direction === 'Inbound' ? 'In' : 'Out'],
    ['Profiles', (rule.profiles.length === 0 ? firewallProfiles : rule.profiles).join(',')],
    ['Grouping', rule.group],
    ['LocalIP', addressesText(rule.localAddresses)],
    ['RemoteIP', addressesText(rule.remoteAddresses)],
    ['Protocol', rule.protocol],
    ...(ports
      ? ([
          ['LocalPort', portsText(rule.localPorts)],
          ['RemotePort', portsText(rule.remotePorts)],
        ] as const)
      : []),
    ['Edge traversal', 'No'],
    ['Action', rule.action],
  ];
  const head = `\n${'Rule Name:'.padEnd(38)}${rule.displayName}\n${line}\n`;
  return (
    head + rows.map(([label, value]) => `${`${label}:`.padEnd(38)}${value}\n`.replace(/ +\n$/, '\n')).join('')
  );
}
