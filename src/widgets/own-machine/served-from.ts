/** Whether the page itself is served by this machine on that port. */
export function servedFrom(
  port: number,
  { hostname, port: own }: { hostname: string; port: string },
): boolean {
  return own === String(port) && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
