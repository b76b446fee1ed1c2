/** The servers that were attacked: what each has set besides being unguarded. */
import type { Switches } from '../../src/course/browser/development-server.ts';

export const switchSets: Readonly<Record<string, Partial<Switches>>> = {
  unguarded: {},
  'cors own': { cors: 'own page' },
  'cors none': { cors: 'none' },
  'cors *': { cors: 'everybody' },
  host: { checksHost: true },
  origin: { checksOrigin: true },
  session: { needsSession: true },
  'session lax': { needsSession: true, sameSite: 'Lax' },
  'session strict': { needsSession: true, sameSite: 'Strict' },
  'session none': { needsSession: true, sameSite: 'None' },
  all: { cors: 'own page', checksHost: true, checksOrigin: true },
};
