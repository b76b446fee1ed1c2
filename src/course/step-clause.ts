/** The condition of a lesson's step in words. */
import { formatEndpoint } from '../simulator/address.ts';
import { describeEndpoint } from './endpoint-pattern.ts';
import type { StepCondition } from './step.ts';

/** What the page is waiting for, as a clause: `a socket listens on 127.0.0.1:62893`. */
export function describeCondition(condition: StepCondition): string {
  if (condition.kind === 'all') return condition.of.map(describeCondition).join(', and ');
  const clause = describeBare(condition);
  if (condition.kind === 'open' || condition.kind === 'closed') return clause;
  if (condition.kind === 'asked' || condition.kind === 'attack' || condition.host === undefined)
    return clause;
  return `${clause} (on ${condition.host})`;
}

function describeBare(condition: StepCondition): string {
  switch (condition.kind) {
    case 'listening':
      return `a socket listens on ${describeEndpoint(condition.at)}`;
    case 'no longer listening':
      return `nothing listens on ${describeEndpoint(condition.at)} any more`;
    case 'bound':
      return `a ${condition.protocol.toUpperCase()} socket has ${describeEndpoint(condition.at)}`;
    case 'connected':
      return condition.uid === undefined
        ? `a program connects to ${describeEndpoint(condition.to)}`
        : `a program of user ${condition.uid} connects to ${describeEndpoint(condition.to)}`;
    case 'answered':
      return `${describeEndpoint(condition.by)} answers`;
    case 'refused bind':
      return `bind refuses ${describeEndpoint(condition.at)} with ${condition.errno}`;
    case 'refused connect':
      return `connect to ${describeEndpoint(condition.to)} ends in ${condition.errno}`;
    case 'open':
    case 'closed': {
      const from = condition.host === undefined ? '' : ` from ${condition.host}`;
      return `${formatEndpoint(condition.to)} can${condition.kind === 'open' ? '' : 'not'} be reached${from}`;
    }
    case 'all':
      return describeCondition(condition);
    case 'ran':
      return `somebody runs ${condition.words.join(' ').replaceAll('|', ' or ')}`;
    case 'asked':
      return `the port field is asked about ${condition.port}`;
    case 'attack':
      return condition.outcome === 'succeeded'
        ? 'the attack of the website works'
        : 'the server stops the attack of the website';
  }
}
