/** The browser's checks before a request is sent: port, name, mixed content, connection, Local Network Access. */
import { parseAddress } from '../../simulator/address.ts';
import { specifications } from './engine.ts';
import type { Evidence, Note, Page, PageRequest, Surroundings } from './page-request.ts';
import { isEncrypted, isTrustworthy, originOf, spaceOf } from './web-address.ts';

export function checkWayThere(wish: PageRequest, around: Surroundings, note: Note): boolean {
  const { page, target } = wish;
  const { engine } = around;
  const bad = around.badPorts.has(target.port) && !engine.opensBadPorts.has(target.port);
  const portIs = bad ? 'on the list of those no browser connects to' : 'not blocked';
  if (!note('Port', !bad, `Port ${target.port} is ${portIs}.`, specifications.badPort)) return false;

  const address = around.resolve(target.host);
  if (address === undefined) {
    return note('Name', false, `${target.host} has no address.`, specifications.name, 'documented');
  }
  noteName(page, target.host, address, engine.attackEvidence, note);
  if (address === '0.0.0.0' && !engine.opensZero) {
    return note(
      'Address',
      false,
      `${engine.name} opens no connection to 0.0.0.0.`,
      specifications.localNetwork,
    );
  }
  if (!checkMixedContent(wish, around, note)) return false;

  const unreachable = around.connect(address, target.port);
  const reached = `A program listens on port ${target.port} and takes the connection to ${address}.`;
  const connected = note(
    'Connection',
    unreachable === undefined,
    unreachable?.why ?? reached,
    unreachable?.source ?? specifications.connection,
  );
  return connected && checkLocalNetwork(wish, address, around, note);
}

function noteName(page: Page, host: string, now: string, rebound: Evidence, note: Note): void {
  if (host === page.address.host && now !== page.from) {
    const why = `${host} is ${now} now. When the page was loaded it was ${page.from}. For the browser it is still the same origin.`;
    note('Name', true, why, specifications.origin, rebound);
  } else if (parseAddress(host) !== undefined) {
    note('Name', true, `${host} is an address already: nothing to look up.`, specifications.name);
  } else if (host === 'localhost') {
    note('Name', true, `${host} is ${now}: this machine.`, specifications.localhost);
  } else note('Name', true, `${host} is ${now}.`, specifications.name);
}

function checkMixedContent(
  { page, target, kind }: PageRequest,
  { engine }: Surroundings,
  note: Note,
): boolean {
  // Going to another page is no content of this one.
  if (kind === 'form' || !isEncrypted(page.address) || isEncrypted(target)) return true;
  const source = specifications.mixedContent;
  if (isTrustworthy(target) && engine.mixedLoopback) {
    const why = 'An https page may load http from a loopback address: it cannot leave the machine.';
    return note('Mixed content', true, why, source);
  }
  if (engine.mixedLocalAddress && parseAddress(target.host) && spaceOf(target.host) !== 'public') {
    const why = 'An https page may load http from an address of the local network, if the user allows it.';
    return note('Mixed content', true, why, specifications.localNetwork);
  }
  const why = 'An https page may not load http from anywhere but a loopback address.';
  return note('Mixed content', false, why, source);
}

/**
 * Differs from the draft: a page from a local address may go to loopback unasked, as in both browsers that were tried.
 */
function checkLocalNetwork(wish: PageRequest, address: string, around: Surroundings, note: Note): boolean {
  const { page, kind } = wish;
  const from = spaceOf(page.from);
  const to = spaceOf(address);
  if (from !== 'public' || to === 'public') return true;
  const { engine, permission } = around;
  const inward = `from a ${from} address to a ${to} one`;
  const check = 'Local Network Access';
  const source = specifications.localNetwork;
  if (kind === 'form' && engine.asksFor.size > 0) {
    const why = `${engine.name} asks about requests inside a page. A form takes the whole window ${inward}, and nobody asks.`;
    return note(check, true, why, specifications.localNavigation, engine.attackEvidence);
  }
  const request = kind === 'websocket' ? 'a WebSocket' : 'a request';
  if (!engine.asksFor.has(kind === 'websocket' ? 'websocket' : 'fetch')) {
    const name = engine.name.charAt(0).toUpperCase() + engine.name.slice(1);
    return note(check, true, `${name} does not ask about ${request} ${inward}.`, source);
  }
  if (engine.asksSecurePagesOnly && !isTrustworthy(page.address)) {
    const why = `Going ${inward} needs a secure context, and ${originOf(page.address)} is none. The user is not even asked.`;
    return note(check, false, why, source);
  }
  const granted = permission === 'granted';
  const why = granted
    ? `The browser asks, and the user allows requests ${inward}.`
    : `The browser asks, and the user does not allow requests ${inward}: nothing is sent.`;
  return note(check, granted, why, source);
}
