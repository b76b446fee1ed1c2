import type { Host } from '../../../simulator/host.ts';
import { createPacketFilter } from '../../../simulator/packet-filter.ts';
import { toCivil, twoDigits as two } from '../../civil-time.ts';
import type { ProgramFile } from '../../command.ts';
import { noOptions } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import { readServices } from '../../services-file.ts';
import { complain, print, read, self, timeOfDay } from '../../syscalls.ts';
import { startUfw, stopUfw } from './ufw-chains.ts';
import { addedText, statusText, usage } from './ufw-report.ts';
import {
  commandText,
  freshSettings,
  isAboutSame,
  logLevels,
  type UfwPolicy,
  type UfwRule,
  type UfwSettings,
} from './ufw-rule.ts';
import { type ReadRule, readRule, UfwError, UfwSyntaxError } from './ufw-words.ts';

/** What ufw keeps under /etc/ufw on a real host. */
const settingsOfHosts = new WeakMap<Host, UfwSettings>();

function settingsOf(host: Host): UfwSettings {
  const known = settingsOfHosts.get(host) ?? freshSettings();
  settingsOfHosts.set(host, known);
  return known;
}

/** ufw(8) of Debian 12: ufw 0.36.2. */
export const ufw: ProgramFile = {
  name: 'ufw',
  summary: 'a firewall in few words: ufw enable, ufw allow 22/tcp, ufw status',
  options: noOptions,
  *run([, ...given]) {
    const args = [...given];
    const forced = args.includes('--force');
    if (forced) args.splice(args.indexOf('--force'), 1);
    try {
      const text = yield* perform(args, forced);
      if (text !== '') yield* print(`${text}\n`);
      return 0;
    } catch (error) {
      if (error instanceof UfwSyntaxError) {
        yield* complain(`ERROR: ${error.message === '' ? 'Invalid syntax' : error.message}\n`);
        yield* print(usage);
        return 1;
      }
      if (!(error instanceof UfwError)) throw error;
      yield* complain(`ERROR: ${error.message}\n`);
      return 1;
    }
  },
};

/** The word that says what to do, and the words that may follow it. */
const plainCommands: Readonly<Record<string, readonly string[]>> = {
  enable: [],
  disable: [],
  reload: [],
  reset: [],
  status: ['verbose', 'numbered'],
  show: [
    'raw',
    'builtins',
    'before-rules',
    'user-rules',
    'after-rules',
    'logging-rules',
    'listening',
    'added',
  ],
  logging: ['on', ...logLevels],
};

function* perform(args: readonly string[], forced: boolean): Program<string> {
  const [command = '', first, ...more] = args.map((word, index) => (index === 0 ? word.toLowerCase() : word));
  if (args.length === 0) throw new UfwSyntaxError('not enough args');
  if (['-h', '--help', 'help'].includes(command)) return usage.slice(0, -1);
  if (command === '--version' || command === 'version') {
    return 'ufw 0.36.2\nCopyright 2008-2023 Canonical Ltd.';
  }
  const task = yield* self();
  const needRoot = (): void => {
    if (task.process.uid !== 0) throw new UfwError('You need to be root to run this script');
  };
  const { host } = task.around;
  const settings = settingsOf(host);
  const allowed = plainCommands[command];
  if (allowed) {
    const needed = command === 'show' || command === 'logging';
    if (more.length > 0 || (first === undefined ? needed : !allowed.includes(first)))
      throw new UfwSyntaxError();
    needRoot();
    return yield* plainCommand(host, settings, command, first, forced);
  }
  if (command === 'default') {
    const change = readDefault(args.slice(1));
    needRoot();
    settings[change.which] = change.policy;
    reload(host, settings);
    return `Default ${change.which} policy changed to '${change.policy}'\n(be sure to update your rules accordingly)`;
  }
  if (command === 'app') {
    if (first !== 'list') throw new UfwSyntaxError();
    needRoot();
    return 'Available applications:';
  }
  if (command === 'route' || command === '--dry-run') {
    throw new UfwError(`'${command}' is a real command that this host does not have yet`);
  }
  if (command === 'delete' && /^-?\d+$/.test(first ?? '')) {
    needRoot();
    return yield* deleteByNumber(host, settings, Number(first), forced);
  }
  const rule = readRule(command === 'rule' ? args.slice(1) : args, readServices(task.around.files));
  needRoot();
  return setRules(host, settings, rule);
}

function* plainCommand(
  host: Host,
  settings: UfwSettings,
  command: string,
  argument: string | undefined,
  forced: boolean,
): Program<string> {
  switch (command) {
    case 'enable':
      settings.enabled = true;
      reload(host, settings);
      return 'Firewall is active and enabled on system startup';
    case 'disable':
      settings.enabled = false;
      if (host.packetFilter) stopUfw(host.packetFilter);
      return 'Firewall stopped and disabled on system startup';
    case 'reload':
      reload(host, settings);
      return settings.enabled ? 'Firewall reloaded' : 'Firewall not enabled (skipping reload)';
    case 'reset':
      return yield* reset(host, settings, forced);
    case 'status':
      return statusText(settings, argument);
    case 'logging': {
      const level = argument === 'on' ? (settings.logging === 'off' ? 'low' : settings.logging) : argument;
      settings.logging = logLevels.find((known) => known === level) ?? 'low';
      reload(host, settings);
      return level === 'off' ? 'Logging disabled' : 'Logging enabled';
    }
    default:
      if (argument === 'added') return addedText(settings);
      throw new UfwError(`'show ${argument}' is a real one that this host does not have yet`);
  }
}

function reload(host: Host, settings: UfwSettings): void {
  if (!settings.enabled) return;
  host.packetFilter ??= createPacketFilter();
  startUfw(host.packetFilter, settings);
}

function readDefault(args: readonly string[]): {
  which: 'incoming' | 'outgoing' | 'routed';
  policy: UfwPolicy;
} {
  const words = args.map((word) => word.toLowerCase());
  const policy = (['allow', 'deny', 'reject'] as const).find((known) => words.includes(known));
  const [which = 'incoming'] = words.filter((word) => word !== policy);
  const known = (['incoming', 'outgoing', 'routed'] as const).find((name) => name === which);
  if (!policy || !known || words.length > 2) throw new UfwSyntaxError();
  return { which: known, policy };
}

function* confirm(question: string): Program<boolean> {
  yield* print(question);
  return /^y(es)?$/i.test((yield* read(0)).trim());
}

function* reset(host: Host, settings: UfwSettings, forced: boolean): Program<string> {
  const question = 'Resetting all rules to installed defaults. Proceed with operation (y|n)? ';
  if (!forced && !(yield* confirm(question))) return 'Aborted';
  Object.assign(settings, {
    enabled: false,
    logging: 'low',
    incoming: 'deny',
    outgoing: 'allow',
    routed: 'deny',
  });
  settings.rules.length = 0;
  settings.rules6.length = 0;
  if (host.packetFilter) stopUfw(host.packetFilter);
  const { year, month, day, hour, minute, second } = toCivil(yield* timeOfDay());
  const stamp = `${year}${two(month + 1)}${two(day)}_${two(hour)}${two(minute)}${two(second)}`;
  return ['user', 'before', 'after', 'user6', 'before6', 'after6']
    .map((name) => `Backing up '${name}.rules' to '/etc/ufw/${name}.rules.${stamp}'\n`)
    .join('');
}

function* deleteByNumber(
  host: Host,
  settings: UfwSettings,
  number: number,
  forced: boolean,
): Program<string> {
  const rule = [...settings.rules, ...settings.rules6][number - 1];
  if (!rule) throw new UfwError(`Could not find rule '${number}'`);
  const question = `Deleting:\n ${commandText(rule)}\nProceed with operation (y|n)? `;
  if (!forced && !(yield* confirm(question))) return 'Aborted';
  return setRules(host, settings, { rules: [rule], remove: true, position: undefined });
}

function setRules(host: Host, settings: UfwSettings, { rules, remove, position }: ReadRule): string {
  const total = settings.rules.length + settings.rules6.length;
  if (position !== undefined && !(position <= total)) throw new UfwError(`Invalid position '${position}'`);
  const texts = rules.map((rule) => {
    const text = remove ? removeRule(settings, rule) : setRule(settings, rule, position);
    return text + (rule.v6 ? ' (v6)' : '');
  });
  reload(host, settings);
  return texts.join('\n');
}

function removeRule(settings: UfwSettings, rule: UfwRule): string {
  const list = rule.v6 ? settings.rules6 : settings.rules;
  const index = list.findIndex((known) => isAboutSame(known, rule) && known.action === rule.action);
  if (index < 0) return 'Could not delete non-existent rule';
  list.splice(index, 1);
  return settings.enabled ? 'Rule deleted' : 'Rules updated';
}

function setRule(settings: UfwSettings, rule: UfwRule, position: number | undefined): string {
  const list = rule.v6 ? settings.rules6 : settings.rules;
  const index = list.findIndex((known) => isAboutSame(known, rule));
  const known = list[index];
  if (known) {
    if (position !== undefined) return 'Skipping inserting existing rule';
    if (known.action === rule.action && known.comment === rule.comment)
      return 'Skipping adding existing rule';
    list[index] = rule;
    return settings.enabled ? 'Rule updated' : 'Rules updated';
  }
  // Numbers go on counting from the IPv4 rules to the IPv6 ones.
  const before = rule.v6 ? settings.rules.length : 0;
  const place = position === -1 ? 0 : position === undefined ? list.length : position - 1 - before;
  if (position !== undefined && place >= 0 && place < list.length) list.splice(place, 0, rule);
  else list.push(rule);
  if (!settings.enabled) return 'Rules updated';
  return position === undefined ? 'Rule added' : 'Rule inserted';
}
