/** Whether the browser sends the session cookie along, and why not. */
import type { Source } from '../../simulator/rules.ts';
import { specifications } from './engine.ts';
import type { Evidence, PageRequest, Surroundings } from './page-request.ts';
import { hostHeader, isSameSite } from './web-address.ts';

export interface CookieVerdict {
  readonly sent: boolean;
  readonly why: string;
  readonly source: Source;
  readonly evidence: Evidence;
}

/**
 * The cookie was set by the server under one of its names; whoever asks under another name gets none.
 *
 * Differs from Chromium: it sends a cookie without SameSite along with a form’s POST while the cookie is younger than two
 * minutes; here the session is older. The Chromium that was tried blocked third-party cookies ("UserPreferences"); Chrome’s
 * own default, which lets them through, is modelled.
 */
export function cookieOf(wish: PageRequest, around: Surroundings): CookieVerdict {
  const { page, target, kind, credentials } = wish;
  const { engine, switches, names } = around;
  const verdict = (sent: boolean, why: string, source: Source, evidence: Evidence): CookieVerdict => ({
    sent,
    why,
    source,
    evidence,
  });
  if (!credentials) {
    return verdict(
      false,
      'The page did not ask for cookies to be sent.',
      specifications.credentials,
      'measured',
    );
  }
  const host = hostHeader({ ...target, port: 80, scheme: 'http' });
  if (!names.some((name) => name.replace(/:\d+$/, '') === host)) {
    const why = `The browser keeps the cookie for the server’s own name, and this request goes to ${host}.`;
    return verdict(false, why, specifications.cookies, 'measured');
  }
  if (isSameSite(page.address, target)) {
    const why = 'The request comes from the same site, for cookies and sites ignore the port.';
    return verdict(true, why, specifications.cookies, 'measured');
  }
  const attribute = switches.sameSite ?? engine.cookieDefault;
  if (attribute !== 'None') {
    const why = switches.sameSite
      ? `SameSite=${attribute} keeps it from this request, which comes from another site.`
      : `Without SameSite it counts as Lax in ${engine.name}, and stays away from this request of another site.`;
    return verdict(false, why, specifications.sameSite, engine.attackEvidence);
  }
  if (kind !== 'form' && !engine.thirdPartyCookies) {
    const why = `${engine.name} keeps cookies apart by the website in the address bar, so a request inside another site’s page has none of yours.`;
    return verdict(false, why, specifications.thirdParty, 'documented');
  }
  return verdict(
    true,
    'SameSite=None lets it go along from every site.',
    specifications.sameSite,
    'documented',
  );
}
