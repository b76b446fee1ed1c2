/** The site's own paths, under whatever sub-path it is published. */

const base = import.meta.env.BASE_URL.replace(/\/$/, '');

/** `path('/ports/')` is `/ports/` at a domain's root and `/learn/ports/` under `/learn/`. */
export function path(absolute: `/${string}`): string {
  return `${base}${absolute}`;
}
