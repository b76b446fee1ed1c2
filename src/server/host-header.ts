/**
 * Says whether a Host header (RFC 9110 §7.2) names this machine.
 *
 * A web page from elsewhere can point its own name at 127.0.0.1 (DNS rebinding) and then read what a local
 * server answers. Such a request still carries the page's name in its Host header, so a local server that
 * answers to loopback names only is out of reach.
 *
 * @param host the header's value, with or without a port: `localhost`, `app.localhost:8080`, `127.0.0.1:62893`, `[::1]`
 * @returns true for localhost and names below it (RFC 6761 §6.3), 127.0.0.0/8 (RFC 1122 §3.2.1.3) and ::1
 *   (RFC 4291 §2.5.3), in any spelling that a browser reads as one of these
 */
export function isLoopbackHost(host: string): boolean {
  // Nothing but a host and a port may reach the URL parser: no user name, no path, no escapes.
  if (!/^(\[[0-9a-f:.]+\]|[0-9a-z.-]+)(:[0-9]*)?$/i.test(host)) return false;
  const url = `http://${host}/`;
  if (!URL.canParse(url)) return false;
  const name = new URL(url).hostname.replace(/\.$/, '');
  if (name === 'localhost' || name.endsWith('.localhost') || name === '[::1]') return true;
  return /^127\.[0-9]+\.[0-9]+\.[0-9]+$/.test(name);
}
