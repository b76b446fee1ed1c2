/** What ufw prints about itself. */
import { commandText, statusRow, type UfwRule, type UfwSettings } from './ufw-rule.ts';

/** @param argument `verbose`, `numbered` or nothing */
export function statusText(settings: UfwSettings, argument: string | undefined): string {
  if (!settings.enabled) return 'Status: inactive';
  const verbose = argument === 'verbose';
  const all = [...settings.rules, ...settings.rules6];
  const { logging, incoming, outgoing, routed } = settings;
  const defaults = verbose
    ? `\nLogging: ${logging === 'off' ? 'off' : `on (${logging})`}\nDefault: ${incoming} (incoming), ${outgoing} (outgoing), ${
        routed === 'deny' ? 'disabled' : routed
      } (routed)\nNew profiles: skip`
    : '';
  if (all.length === 0) return `Status: active${defaults}`;
  const numbered = argument === 'numbered';
  const margin = numbered ? '     ' : '';
  const line = (to: string, action: string, from: string): string =>
    `${margin}${to.padEnd(26)} ${action.padEnd(12)}${from}\n`;
  const head = `${line('To', 'Action', 'From')}${line('--', '------', '----')}`;
  const rows = (direction: UfwRule['direction']): string =>
    all.map((rule) => (rule.direction === direction ? statusRow(rule, verbose) : '')).join('');
  const sections = numbered
    ? [all.map((rule, index) => statusRow(rule, true, index + 1)).join('')]
    : [rows('in'), rows('out')].filter((text) => text !== '');
  return `Status: active${defaults}\n\n${head}${sections.join('\n')}`;
}

/** `ufw show added` */
export function addedText({ rules, rules6 }: UfwSettings): string {
  const texts = [...new Set([...rules, ...rules6].map((rule) => `\nufw ${commandText(rule)}`))];
  return `Added user rules (see 'ufw status' for running firewall):${texts.length > 0 ? texts.join('') : '\n(None)'}`;
}

export const usage = `
Usage: ufw COMMAND

Commands:
 enable                          enables the firewall
 disable                         disables the firewall
 default ARG                     set default policy
 logging LEVEL                   set logging to LEVEL
 allow ARGS                      add allow rule
 deny ARGS                       add deny rule
 reject ARGS                     add reject rule
 limit ARGS                      add limit rule
 delete RULE|NUM                 delete RULE
 insert NUM RULE                 insert RULE at NUM
 prepend RULE                    prepend RULE
 route RULE                      add route RULE
 route delete RULE|NUM           delete route RULE
 route insert NUM RULE           insert route RULE at NUM
 reload                          reload firewall
 reset                           reset firewall
 status                          show firewall status
 status numbered                 show firewall status as numbered list of RULES
 status verbose                  show verbose firewall status
 show ARG                        show firewall report
 version                         display version information

Application profile commands:
 app list                        list application profiles
 app info PROFILE                show information on PROFILE
 app update PROFILE              update PROFILE
 app default ARG                 set default application policy

`;
