/** ufw's own rules: what a person asked for, how ufw says it, and the lines of iptables that it makes of it. */

export type UfwAction = 'allow' | 'deny' | 'reject' | 'limit';
export type UfwPolicy = 'allow' | 'deny' | 'reject';
export const logLevels = ['off', 'low', 'medium', 'high', 'full'] as const;

export interface UfwRule {
  readonly action: UfwAction;
  readonly direction: 'in' | 'out';
  /** '' for any. */
  readonly interfaceName: string;
  readonly protocol: 'any' | 'tcp' | 'udp';
  /** undefined for any. */
  readonly source: string | undefined;
  readonly sourcePorts: string | undefined;
  readonly destination: string | undefined;
  /** `80`, `80,443`, `8000:8010` */
  readonly ports: string | undefined;
  readonly comment: string;
  readonly v6: boolean;
}

export interface UfwSettings {
  enabled: boolean;
  logging: (typeof logLevels)[number];
  incoming: UfwPolicy;
  outgoing: UfwPolicy;
  routed: UfwPolicy;
  readonly rules: UfwRule[];
  readonly rules6: UfwRule[];
}

export function freshSettings(): UfwSettings {
  const policies = { incoming: 'deny', outgoing: 'allow', routed: 'deny' } as const;
  return { enabled: false, logging: 'low', ...policies, rules: [], rules6: [] };
}

/** Two rules about the same packets, whatever they do with them. */
export function isAboutSame(one: UfwRule, other: UfwRule): boolean {
  const key = (rule: UfwRule): string => JSON.stringify({ ...rule, action: '', comment: '' });
  return key(one) === key(other);
}

/** As it could be typed after `ufw`. */
export function commandText(rule: UfwRule): string {
  const { source, sourcePorts, destination, ports, protocol, interfaceName } = rule;
  const words: string[] = [rule.action];
  if (rule.direction === 'out' || interfaceName !== '') words.push(rule.direction);
  if (interfaceName !== '') words.push('on', interfaceName);
  const simple = !source && !sourcePorts && !destination && ports && interfaceName === '';
  if (simple) words.push(protocol === 'any' ? ports : `${ports}/${protocol}`);
  else {
    if (source || sourcePorts) words.push('from', source ?? 'any');
    if (sourcePorts) words.push('port', sourcePorts);
    const bare = !source && !sourcePorts && interfaceName === '';
    if (destination || ports || bare) words.push('to', destination ?? 'any');
    if (ports) words.push('port', ports);
    if (protocol !== 'any') words.push('proto', protocol);
  }
  if (rule.comment !== '') words.push('comment', `'${rule.comment}'`);
  return words.join(' ');
}

/** One row of `ufw status`. @param number its number, for `status numbered` */
export function statusRow(rule: UfwRule, withDirection: boolean, number?: number): string {
  const numbered = number !== undefined;
  const direction = rule.direction === 'out' || withDirection || numbered ? rule.direction.toUpperCase() : '';
  const to = placeText(rule, rule.destination, rule.ports, rule.direction === 'in');
  const from = placeText(rule, rule.source, rule.sourcePorts, rule.direction === 'out');
  const action = `${rule.action.toUpperCase()} ${direction}`.padEnd(12);
  const note = numbered && rule.direction === 'out' ? ' (out)' : '';
  const comment = rule.comment === '' ? '' : ` # ${rule.comment}`;
  const start = numbered ? `[${String(number).padStart(2)}] ` : '';
  return `${start}${to.padEnd(26)} ${action}${from.padEnd(26)}${note}${comment}\n`;
}

function placeText(
  rule: UfwRule,
  address: string | undefined,
  ports: string | undefined,
  withInterface: boolean,
): string {
  const protocol = rule.protocol === 'any' ? '' : `/${rule.protocol}`;
  const anywhere = !rule.source && !rule.destination;
  const portless = !rule.ports && !rule.sourcePorts;
  const onInterface = withInterface && rule.interfaceName !== '' ? ` on ${rule.interfaceName}` : '';
  let text: string;
  if (ports) {
    text = `${address ? `${address} ` : ''}${ports}${protocol}${rule.v6 && anywhere ? ' (v6)' : ''}`;
  } else if (address) text = `${address}${portless ? protocol : ''}`;
  else text = `Anywhere${anywhere && portless ? protocol : ''}${rule.v6 ? ' (v6)' : ''}`;
  return text + onInterface;
}

/** What follows `-A`; one line for each protocol that the ports are of, three for a limit. */
export function ruleLines(rule: UfwRule): readonly string[] {
  const chain = `${rule.v6 ? 'ufw6' : 'ufw'}-user-${rule.direction === 'in' ? 'input' : 'output'}`;
  const hasPorts = rule.ports !== undefined || rule.sourcePorts !== undefined;
  const protocols = rule.protocol !== 'any' ? [rule.protocol] : hasPorts ? ['tcp', 'udp'] : [''];
  return protocols.flatMap((protocol) => {
    const words = [chain];
    if (rule.interfaceName !== '') words.push(rule.direction === 'in' ? '-i' : '-o', rule.interfaceName);
    if (protocol !== '') words.push('-p', protocol);
    if (rule.source) words.push('-s', rule.source);
    if (rule.destination) words.push('-d', rule.destination);
    words.push(...portWords('s', rule.sourcePorts), ...portWords('d', rule.ports));
    return targetsOf(rule, protocol).map((target) => [...words, target].join(' '));
  });
}

function portWords(letter: 's' | 'd', ports: string | undefined): readonly string[] {
  if (ports === undefined) return [];
  return /[,:]/.test(ports) ? ['-m', 'multiport', `--${letter}ports`, ports] : [`--${letter}port`, ports];
}

function targetsOf({ action, v6 }: UfwRule, protocol: string): readonly string[] {
  const u = v6 ? 'ufw6' : 'ufw';
  switch (action) {
    case 'allow':
      return ['-j ACCEPT'];
    case 'deny':
      return ['-j DROP'];
    case 'reject':
      return [protocol === 'tcp' ? '-j REJECT --reject-with tcp-reset' : '-j REJECT'];
    case 'limit': {
      const recent = '-m conntrack --ctstate NEW -m recent';
      return [
        `${recent} --set`,
        `${recent} --update --seconds 30 --hitcount 6 -j ${u}-user-limit`,
        `-j ${u}-user-limit-accept`,
      ];
    }
  }
}
