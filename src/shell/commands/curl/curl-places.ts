/** `--resolve` and `--connect-to`: other places than the URL says. */
import type { CurlUrl } from './curl-url.ts';

/** `[+]HOST:PORT:ADDRESS[,ADDRESS]…`; undefined when it cannot be read. */
export function parseResolve(
  text: string,
): { readonly place: string; readonly addresses: readonly string[] } | undefined {
  const match = /^\+?(\[[^\]]+\]|[^:]+):(\d{1,5}):(.+)$/.exec(text);
  if (!match) return undefined;
  const [, host = '', port = '', list = ''] = match;
  return {
    place: `${host.toLowerCase()}:${Number(port)}`,
    addresses: list.split(',').map((address) => address.replace(/^\[(.*)\]$/, '$1')),
  };
}

export type ConnectTo = (url: CurlUrl) => { readonly host: string; readonly port: number } | undefined;

/** `HOST1:PORT1:HOST2:PORT2`; an empty first half fits every URL, an empty second half changes nothing. */
export function parseConnectTo(text: string): ConnectTo {
  const part = '(\\[[^\\]]*\\]|[^:]*)';
  const match = new RegExp(`^${part}:(\\d*):${part}:?(\\d*)$`).exec(text);
  const [, fromHost = '', fromPort = '', toHost = '', toPort = ''] = match ?? [];
  return (url) => {
    const fits =
      match &&
      (fromHost === '' || fromHost.toLowerCase() === url.host.toLowerCase()) &&
      (fromPort === '' || Number(fromPort) === url.port);
    if (!fits) return undefined;
    const host = toHost.replace(/^\[(.*)\]$/, '$1') || url.host;
    return { host, port: toPort === '' ? url.port : Number(toPort) };
  };
}
