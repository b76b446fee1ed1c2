/** Whether the page that asked may see the answer. */
import type { WebRequest, WebResponse } from './development-server.ts';
import { specifications } from './engine.ts';
import type { Note, PageRequest } from './page-request.ts';
import { isSameOrigin } from './web-address.ts';

export function checkReading(
  { page, target, kind, credentials }: PageRequest,
  made: WebRequest,
  response: WebResponse,
  note: Note,
): boolean {
  const fine = response.because === undefined;
  if (kind === 'websocket') {
    const open = response.status === 101;
    const why = open ? 'WebSockets know no CORS: the page reads and writes.' : 'There is no WebSocket.';
    return note('Reading', open, why, specifications.websocket);
  }
  if (kind === 'form') {
    const why = 'The browser leaves the page to show the answer: the page is gone, and read nothing.';
    return note('Reading', false, why, specifications.navigation);
  }
  if (kind === 'send only') {
    const why = 'The page did not ask to read, and gets nothing to see.';
    return note('Reading', false, why, specifications.cors);
  }
  if (isSameOrigin(page.address, target)) {
    const why = fine
      ? 'Page and server have the same origin: the page reads the answer.'
      : 'Page and server have the same origin: the page reads the refusal, and nothing else.';
    return note('Reading', fine, why, specifications.origin);
  }
  const allowed = response.allowOrigin === '*' ? !credentials : response.allowOrigin === made.origin;
  const trusted = allowed && (!credentials || response.allowCredentials);
  const missing =
    response.allowOrigin === '*'
      ? 'Access-Control-Allow-Origin: * is not for requests with cookies.'
      : 'no Access-Control-Allow-Origin for this origin.';
  const work = fine ? ' The server did its work all the same.' : '';
  const why = !trusted
    ? `The answer came, and the browser hides it: ${missing}${work}`
    : fine
      ? 'The server’s Access-Control-Allow-Origin lets this origin read.'
      : 'The server’s Access-Control-Allow-Origin lets this origin read, but it is a refusal.';
  return note('Reading', trusted && fine, why, specifications.cors);
}
