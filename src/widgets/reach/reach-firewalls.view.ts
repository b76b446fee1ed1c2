/** The firewall of the learner's own host as its form shows it: what can be chosen, and the lines that somebody would type. No DOM. */
import type { MatrixRow } from '../../course/reach-matrix.ts';
import type { Host } from '../../simulator/host.ts';
import { firewallLine, firewallSwitchLine, isFirewallOn, type TypedLine } from './reach-changes.view.ts';

export interface Choice {
  readonly value: string;
  readonly text: string;
}

export interface FirewallForm {
  /** As its button calls it: `ufw`, `Windows Firewall`. */
  readonly name: string;
  readonly isOn: boolean;
  readonly actions: readonly Choice[];
  /** What a rule is about: a port, or a program on a Mac. */
  readonly about: 'port' | 'program';
  readonly targets: readonly Choice[];
  switchLine(on: boolean): TypedLine;
  /** For one of the actions and one of the targets; a firewall that is off is switched on after them. */
  ruleLines(action: string, target: string): readonly TypedLine[];
}

/** @param rows the listeners that are shown */
export function firewallForm(host: Host, rows: readonly MatrixRow[]): FirewallForm {
  switch (host.system.name) {
    case 'linux':
      return ufw(host, rows);
    case 'windows':
      return windowsFirewall(host, rows);
    case 'macos':
      return applicationFirewall(host, rows);
  }
}

const choices = (...texts: readonly string[]): readonly Choice[] =>
  texts.map((text) => ({ value: text, text }));

function portsOf(rows: readonly MatrixRow[]): readonly Choice[] {
  const ports = new Set(rows.map(({ port }) => port));
  return choices(...[...ports].sort((a, b) => a - b).map(String));
}

function ufw(host: Host, rows: readonly MatrixRow[]): FirewallForm {
  const isOn = isFirewallOn(host);
  const switchLine = (on: boolean): TypedLine => firewallSwitchLine(host.name, on);
  return {
    name: 'ufw',
    isOn,
    actions: choices('deny', 'reject', 'allow'),
    about: 'port',
    targets: portsOf(rows),
    switchLine,
    ruleLines(action, target) {
      const isAction = action === 'allow' || action === 'deny' || action === 'reject';
      if (!isAction) return [];
      return [firewallLine(host.name, action, Number(target)), ...(isOn ? [] : [switchLine(true)])];
    },
  };
}

/** Rules of its own name, so that it can take them away again. */
function windowsFirewall(host: Host, rows: readonly MatrixRow[]): FirewallForm {
  const firewall = host.windowsFirewall;
  const profile = firewall?.profile ?? 'Private';
  const isOn = firewall?.profiles[profile].on ?? false;
  const type = (line: string): TypedLine => ({ host: host.name, line });
  const switchLine = (on: boolean): TypedLine =>
    type(`Set-NetFirewallProfile -Profile ${profile} -Enabled ${on ? 'True' : 'False'}`);
  return {
    name: 'Windows Firewall',
    isOn,
    actions: [
      { value: 'Allow', text: 'allow' },
      { value: 'Block', text: 'block' },
      { value: 'remove', text: 'remove the rule for' },
    ],
    about: 'port',
    targets: portsOf(rows),
    switchLine,
    ruleLines(action, target) {
      const name = `Port ${target}`;
      const known = firewall?.rules.some(({ displayName }) => displayName === name);
      const remove = known ? [type(`Remove-NetFirewallRule -DisplayName "${name}"`)] : [];
      if (action === 'remove') return remove;
      const protocol = rows.find(({ port }) => String(port) === target)?.protocol === 'udp' ? 'UDP' : 'TCP';
      const rule = `New-NetFirewallRule -DisplayName "${name}" -Direction Inbound -LocalPort ${target} -Protocol ${protocol} -Action ${action}`;
      return [...remove, type(rule), ...(isOn ? [] : [switchLine(true)])];
    },
  };
}

/** It asks about programs, not about ports, and about those that are on its list. */
function applicationFirewall(host: Host, rows: readonly MatrixRow[]): FirewallForm {
  const firewall = host.applicationFirewall;
  const isOn = firewall?.on ?? false;
  const type = (options: string): TypedLine => ({
    host: host.name,
    line: `sudo /usr/libexec/ApplicationFirewall/socketfilterfw ${options}`,
  });
  const switchLine = (on: boolean): TypedLine => type(`--setglobalstate ${on ? 'on' : 'off'}`);
  const own = rows.filter((row) => row.host === host && row.argv.length > 0);
  const paths = new Set(own.map(({ argv }) => bundleOf(firewall?.identify(argv).path ?? argv[0] ?? '')));
  return {
    name: 'The application firewall',
    isOn,
    actions: [
      { value: '--blockapp', text: 'block' },
      { value: '--unblockapp', text: 'allow' },
      { value: '--remove', text: 'take off the list' },
    ],
    about: 'program',
    targets: [...paths].map((path) => ({ value: path, text: path.replace(/^.*\//, '') })),
    switchLine,
    ruleLines(action, target) {
      const listed = firewall?.applications.has(target) ?? false;
      const path = /\s/.test(target) ? `'${target}'` : target;
      if (action === '--remove') return listed ? [type(`--remove ${path}`)] : [];
      const add = listed ? [] : [type(`--add ${path}`)];
      return [...add, type(`${action} ${path}`), ...(isOn ? [] : [switchLine(true)])];
    },
  };
}

/** An application is one thing, whichever of its files runs. */
function bundleOf(path: string): string {
  return /^.*?\.app(?=\/)/.exec(path)?.[0] ?? path;
}
