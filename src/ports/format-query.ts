import type { Query } from './query.ts';

/**
 * The shortest way of writing a query that parses to the same one; undefined for what cannot be linked
 * (nothing typed, a mistake, an error's text that names no port).
 */
export function formatQuery(query: Query): string | undefined {
  switch (query.kind) {
    case 'port':
      return String(query.port);
    case 'address-port':
      return `${query.host}:${query.port}`;
    case 'default-port':
      return `${query.scheme}://${query.host}`;
    case 'address':
      return query.host;
    case 'range':
      return `${query.first}-${query.last}`;
    case 'list':
      return query.ports.join(',');
    case 'service':
      return query.name;
    case 'error':
      return query.port === undefined ? query.error.name : `${query.error.name} :${query.port}`;
    case 'empty':
    case 'mistake':
      return undefined;
  }
}

/** The one port that a query comes down to; undefined for several, for none and for a name. */
export function singlePort(query: Query): number | undefined {
  switch (query.kind) {
    case 'port':
    case 'address-port':
    case 'default-port':
    case 'error':
      return query.port;
    case 'address':
    case 'range':
    case 'list':
    case 'service':
    case 'empty':
    case 'mistake':
      return undefined;
  }
}
