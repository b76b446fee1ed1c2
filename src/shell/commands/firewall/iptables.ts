import { createNat, type Nat, natHooks } from '../../../simulator/nat.ts';
import { createChain, createPacketFilter, hooks } from '../../../simulator/packet-filter.ts';
import type { ProgramFile } from '../../command.ts';
import type { OptionTable } from '../../option-table.ts';
import { readHosts, resolveName } from '../../resolve-name.ts';
import { findService, readServices } from '../../services-file.ts';
import { complain, print, self } from '../../syscalls.ts';
import type { Task } from '../../task.ts';
import { changeAndCheck, done, noChain, type Outcome, removeChains, rename } from './change-rules.ts';
import { BadArgument, type IptablesCommand, longNames, readArguments } from './iptables-arguments.ts';
import type { AnyTable } from './nat-target.ts';
import { listing } from './rule-listing.ts';
import { type RuleContext, RuleMistake } from './rule-mistake.ts';
import { saveText } from './rule-text.ts';

const options: OptionTable = { options: longNames.map((name) => ({ long: name.slice(2), help: '' })) };

/** iptables(8) and ip6tables(8) of Debian 12: iptables 1.8.9 on nf_tables, the tables `filter` and `nat`. */
function program(name: 'iptables' | 'ip6tables'): ProgramFile {
  return {
    name,
    summary:
      name === 'iptables'
        ? 'show and change the rules of the packet filter'
        : 'the same as iptables, for IPv6',
    options,
    *run([, ...args]) {
      const v6 = name === 'ip6tables';
      const start = `${name} v1.8.9 (nf_tables)`;
      const hint = `Try \`${name} -h' or '${name} --help' for more information.\n`;
      const task = yield* self();
      const { host } = task.around;
      const filter = host.packetFilter ?? createPacketFilter();
      const nat = host.nat ?? createNat();
      const family = v6 ? 'ipv6' : 'ipv4';
      const tableNamed = (name: string): AnyTable => (name === 'nat' ? nat : filter)[family];
      try {
        const command = readArguments(args, contextOf(task, v6), (chain, table) =>
          tableNamed(table).has(chain),
        );
        if (command === 'version' || command === 'help') {
          yield* print(command === 'version' ? `${start}\n` : `${start}\n\n${usage(name)}`);
          return 0;
        }
        if (task.process.uid !== 0) {
          const what = 'Could not fetch rule set generation id: Permission denied (you must be root)';
          throw new RuleMistake(what, 4, false);
        }
        checkTable(command.table);
        // Its own table from the first look on, as iptables-nft makes one.
        if (changes(command)) {
          if (command.table === 'nat') host.nat = nat;
          else host.packetFilter = filter;
        }
        const done = perform(task, tableNamed(command.table), command, v6);
        if (isAllOpen(filter, hooks)) host.packetFilter = undefined;
        if (isIdle(nat)) host.nat = undefined;
        if (done.problem !== undefined) {
          yield* complain(`${name}: ${done.problem}\n`);
          return 1;
        }
        yield* print(done.text ?? '');
        return 0;
      } catch (error) {
        if (error instanceof BadArgument) {
          yield* complain(`Bad argument \`${error.message}'\n${hint}`);
          return 2;
        }
        if (!(error instanceof RuleMistake)) throw error;
        yield* complain(`${start}: ${error.message}\n${error.hint ? hint : ''}`);
        return error.status;
      }
    },
  };
}

export const iptables = program('iptables');
export const ip6tables = program('ip6tables');

function usage(name: string): string {
  return `Usage: ${name} -[ACD] chain rule-specification [options]
       ${name} -I chain [rulenum] rule-specification [options]
       ${name} -R chain rulenum rule-specification [options]
       ${name} -D chain rulenum [options]
       ${name} -[LS] [chain [rulenum]] [options]
       ${name} -[FZ] [chain] [options]
       ${name} -[NX] chain
       ${name} -E old-chain-name new-chain-name
       ${name} -P chain target [options]
       ${name} -h (print this help information)

Here: the tables filter and nat; -s -d -i -o -p -j, ! before them, --sport --dport; the matches
tcp udp icmp conntrack state multiport limit addrtype comment;
the targets ACCEPT DROP REJECT (--reject-with) LOG RETURN and chains of your own;
in the table nat DNAT (--to-destination) SNAT (--to-source) MASQUERADE REDIRECT (--to-ports).
`;
}

function contextOf(task: Task, v6: boolean): RuleContext {
  return {
    v6,
    port: (name) => findService(readServices(task.around.files), name)?.port,
    addresses: (name) => resolveName(task, name),
  };
}

function checkTable(name: string): void {
  if (name === 'filter' || name === 'nat') return;
  if (['mangle', 'raw', 'security'].includes(name)) {
    throw new RuleMistake(`table '${name}' is a real one that this host does not have yet`, 3, false);
  }
  throw new RuleMistake(
    `table '${name}' does not exist\nPerhaps iptables or your kernel needs to be upgraded.`,
    3,
    false,
  );
}

function changes({ letter }: IptablesCommand): boolean {
  return !'LSC'.includes(letter);
}

/** Nothing there that could stop or count a packet: the host need not ask. */
function isAllOpen(
  { ipv4, ipv6 }: { readonly ipv4: AnyTable; readonly ipv6: AnyTable },
  builtIn: readonly string[],
): boolean {
  return [ipv4, ipv6].every(
    (table) =>
      table.size === builtIn.length &&
      [...table.values()].every(({ policy, rules }) => policy === 'ACCEPT' && rules.length === 0),
  );
}

/** Connections that were translated go on when the rules are gone. */
function isIdle(nat: Nat): boolean {
  return isAllOpen(nat, natHooks) && nat.byOriginal.size === 0;
}

/** Built-in chains first, then the others by name. */
export function chainNames(table: AnyTable): readonly string[] {
  const own = [...table.values()].filter(({ policy }) => !policy).map(({ name }) => name);
  return [...(table.has('FORWARD') ? hooks : natHooks), ...own.sort()];
}

function perform(task: Task, table: AnyTable, command: IptablesCommand, v6: boolean): Outcome {
  const { letter, chain: name, extra } = command;
  const chain = name === undefined ? undefined : table.get(name);
  switch (letter) {
    case 'L':
    case 'S': {
      if (name !== undefined && !chain) {
        throw new RuleMistake(
          `chain \`${name}' in table \`${command.table}' is incompatible, use 'nft' tool.`,
          1,
          false,
        );
      }
      const names = name === undefined ? chainNames(table) : [name];
      return {
        text:
          letter === 'L'
            ? list(task, table, names, command, v6)
            : saveText(table, names, v6, command.flags.has('v')),
      };
    }
    case 'F':
    case 'Z':
      if (name !== undefined && !chain) return noChain;
      for (const one of chain ? [chain] : table.values()) {
        if (letter === 'F') one.rules.length = 0;
        else for (const counters of [one, ...one.rules]) Object.assign(counters, { packets: 0, bytes: 0 });
      }
      return done;
    case 'N':
      if (name === undefined || chain) return { problem: 'Chain already exists.' };
      table.set(name, createChain(name, undefined));
      return done;
    case 'X':
      return removeChains(table, name, chain);
    case 'E':
      return rename(table, chain, extra ?? '');
    case 'P':
      if (!chain?.policy) return { problem: 'Bad built-in chain name.' };
      if (extra !== 'ACCEPT' && extra !== 'DROP')
        return { problem: "Bad policy name. Run `dmesg' for more information." };
      chain.policy = extra;
      return done;
    default:
      return chain ? changeAndCheck(table, chain, command, v6) : noChain;
  }
}

function list(
  task: Task,
  table: AnyTable,
  names: readonly string[],
  { flags, extra }: IptablesCommand,
  v6: boolean,
): string {
  const services = readServices(task.around.files);
  const hosts = readHosts(task);
  const style = {
    v6,
    numeric: flags.has('n'),
    verbose: flags.has('v'),
    exact: flags.has('x'),
    lineNumbers: flags.has('l'),
    service: (port: number, protocol: string) => findService(services, String(port), protocol)?.name,
    hostName: (address: string) => hosts.find((line) => line.address === address)?.names[0],
  };
  return listing(table, names, style, extra === undefined ? undefined : Number(extra));
}
