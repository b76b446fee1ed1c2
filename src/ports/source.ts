/** Where a fact comes from: a label a person reads and the page that says it. */
export interface Source {
  readonly label: string;
  readonly url: string;
}

export const RFC6335_RANGES: Source = {
  label: 'RFC 6335 §6',
  url: 'https://www.rfc-editor.org/rfc/rfc6335#section-6',
};

export const RFC6056: Source = {
  label: 'RFC 6056 §2.1',
  url: 'https://www.rfc-editor.org/rfc/rfc6056#section-2.1',
};

export const IANA_REGISTRY: Source = {
  label: 'IANA port number registry',
  url: 'https://www.iana.org/assignments/service-names-port-numbers/',
};

export const FETCH_PORT_BLOCKING: Source = {
  label: 'Fetch standard, port blocking',
  url: 'https://fetch.spec.whatwg.org/#port-blocking',
};

export const LINUX_BIND: Source = {
  label: 'bind(2)',
  url: 'https://man7.org/linux/man-pages/man2/bind.2.html',
};
