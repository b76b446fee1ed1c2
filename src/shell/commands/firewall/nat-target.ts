/** The targets of the table `nat` (iptables-extensions(8)): what they are given, and how they are shown. */
import { parseAddress } from '../../../simulator/address.ts';
import type { NatTarget } from '../../../simulator/nat.ts';
import type { FilterRule, FilterTable, PortRange, Target } from '../../../simulator/packet-filter.ts';
import { type RuleContext, RuleMistake } from './rule-mistake.ts';

/** What a rule may do, whichever table it is in: the kernel refuses it in the wrong one. */
export type AnyTarget = Target | NatTarget;
export type AnyRule = FilterRule<AnyTarget>;
/** Whoever adds a rule to it asks rule-checks.ts first. */
export type AnyTable = FilterTable<AnyTarget>;

type Translating = Extract<AnyTarget, { readonly kind: 'DNAT' | 'SNAT' | 'REDIRECT' | 'MASQUERADE' }>;

/** A target as `-j` names it, before its options. */
export function newNatTarget(name: string): Translating | undefined {
  switch (name) {
    case 'DNAT':
      return { kind: name, address: undefined, ports: undefined };
    case 'SNAT':
      return { kind: name, address: '', ports: undefined };
    case 'REDIRECT':
    case 'MASQUERADE':
      return { kind: name, ports: undefined };
    default:
      return undefined;
  }
}

export function isTranslating(target: AnyTarget): target is Translating {
  return newNatTarget(target.kind) !== undefined;
}

/**
 * The target with what one of its options says; undefined when it has no such option.
 *
 * @param hasPorts whether the rule names a protocol that has ports, before this option
 */
export function withNatOption(
  target: AnyTarget | undefined,
  option: string,
  value: () => string,
  context: RuleContext,
  hasPorts: boolean,
): AnyTarget | undefined {
  const own = target && isTranslating(target) ? optionOf(target) : undefined;
  if (!target || !isTranslating(target) || own === undefined) return undefined;
  if (absentOptions.has(option)) {
    throw new RuleMistake(`"${option}" is a real option that this host does not have yet`);
  }
  // A part of a long name is enough for getopt_long(3).
  if (option.length < 4 || !own.startsWith(option)) return undefined;
  if (isComplete(target)) {
    throw new RuleMistake(`${target.kind}: option "${own}" can only be used once.\n`);
  }
  const text = value();
  switch (target.kind) {
    case 'REDIRECT':
    case 'MASQUERADE':
      return { ...target, ports: portsOf(text, context, hasPorts) };
    case 'DNAT':
      return { ...target, ...splitEnd(text, context, hasPorts) };
    case 'SNAT': {
      const { address = '0.0.0.0', ports } = splitEnd(text, context, hasPorts);
      return { ...target, address, ports };
    }
  }
}

const absentOptions = new Set(['--random', '--random-fully', '--persistent']);

function optionOf({ kind }: Translating): string {
  return { DNAT: '--to-destination', SNAT: '--to-source', REDIRECT: '--to-ports', MASQUERADE: '--to-ports' }[
    kind
  ];
}

function isComplete(target: Translating): boolean {
  return target.ports !== undefined || ('address' in target && (target.address ?? '') !== '');
}

/** DNAT and SNAT are nothing without their option. */
export function checkNatTarget(target: AnyTarget | undefined): void {
  if ((target?.kind === 'DNAT' || target?.kind === 'SNAT') && !isComplete(target)) {
    throw new RuleMistake(`${target.kind}: option "${optionOf(target)}" must be specified\n`);
  }
}

/** `192.168.1.20`, `192.168.1.20:8080`, `:8080`, `[fd00::1]:8080-8090`. */
function splitEnd(
  text: string,
  context: RuleContext,
  hasPorts: boolean,
): { readonly address: string | undefined; readonly ports: PortRange | undefined } {
  const [, bracketed, plain = '', portText] = context.v6
    ? (/^(?:\[([^\]]*)\]|([^[\]]*))(?::(.*))?$/.exec(text.startsWith('[') ? text : `[${text}]`) ?? [])
    : (/^()([^:]*)(?::(.*))?$/.exec(text) ?? []);
  const ports = portText === undefined ? undefined : portsOf(portText, context, hasPorts);
  const name = bracketed || plain;
  if (name === '' && ports) return { address: undefined, ports };
  if (/^[\d.]+-[\d.]+$/.test(name)) {
    throw new RuleMistake('a range of addresses is a real choice that this host does not have yet');
  }
  const address = parseAddress(name);
  if (!address || address.includes(':') !== context.v6) throw new RuleMistake(`Bad IP address "${name}"`);
  return { address, ports };
}

function portsOf(text: string, context: RuleContext, hasPorts: boolean): PortRange {
  if (!hasPorts) throw new RuleMistake('Need TCP, UDP, SCTP or DCCP with port specification');
  const [from = '', to = from] = text.split('-');
  const port = (word: string): number => {
    const number = /^\d+$/.test(word) ? Number(word) : context.port(word);
    if (number === undefined || number > 65535) throw new RuleMistake(`Port \`${word}' not valid`);
    return number;
  };
  const range: PortRange = [port(from), port(to)];
  if (range[1] < range[0]) throw new RuleMistake(`Port range \`${to}' funky`);
  return range;
}

function portsText(ports: PortRange | undefined): string {
  if (!ports) return '';
  return ports[0] === ports[1] ? String(ports[0]) : `${ports[0]}-${ports[1]}`;
}

function endText(address: string | undefined, ports: PortRange | undefined): string {
  if (!ports) return address ?? '';
  return `${address?.includes(':') ? `[${address}]` : (address ?? '')}:${portsText(ports)}`;
}

/** As `iptables -S` has it: `DNAT --to-destination 192.168.1.20:8080`. */
export function natTargetText(target: Translating): string {
  const given = 'address' in target ? endText(target.address, target.ports) : portsText(target.ports);
  return given === '' ? target.kind : `${target.kind} ${optionOf(target)} ${given}`;
}

/** As `iptables -L` has it, with a space before: ` to:192.168.1.20:8080`. */
export function natTargetListing(target: Translating): string {
  if ('address' in target) return ` to:${endText(target.address, target.ports)}`;
  if (!target.ports) return '';
  return ` ${target.kind === 'REDIRECT' ? 'redir' : 'masq'} ports${target.kind === 'REDIRECT' ? '' : ':'} ${portsText(target.ports)}`;
}
