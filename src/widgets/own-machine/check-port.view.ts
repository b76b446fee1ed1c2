/** What a page can say about one port of its reader's machine; no DOM here. */

/** What the browser says about asking this machine's own ports; `unknown` where it has no such permission. */
export type Permission = 'granted' | 'denied' | 'prompt' | 'unknown';

export type Finding =
  /** No request was made: browsers open no URL on this port. */
  | { readonly kind: 'not asked'; readonly service: string }
  /** `here`: the page itself came from that port. */
  | { readonly kind: 'answered'; readonly here: boolean }
  | { readonly kind: 'silent'; readonly milliseconds: number }
  /** The browser says that it failed and not why. */
  | {
      readonly kind: 'failed';
      readonly permission: Permission;
      /** The page's own security policy stopped it, at the first address or at one that the answer pointed to. */
      readonly policy: boolean;
      /** The page came over https. */
      readonly secure: boolean;
    };

/** How long the page waits, in milliseconds. A question to the reader takes its time. */
export function patience(permission: Permission): number {
  return permission === 'prompt' ? 60_000 : 5_000;
}

/** The first is the result in a few words; the others what it means and what it cannot mean. */
export function tellFinding(finding: Finding, port: number): readonly string[] {
  switch (finding.kind) {
    case 'not asked':
      return [
        `Nothing was asked. Browsers open no URL on port ${port}, which belongs to ${finding.service}.`,
        'That says nothing about whether a program listens there.',
      ];
    case 'answered':
      return finding.here
        ? [
            `127.0.0.1:${port} answers. It is Homeport itself: this page comes from there.`,
            'The process that holds the port is called node.',
          ]
        : [
            `Something answers on 127.0.0.1:${port}.`,
            'A page is not shown what it said, or which program it is.',
          ];
    case 'silent':
      return [
        `No answer within ${finding.milliseconds / 1000} seconds.`,
        'A closed port is refused at once. So something listens and says nothing, a filter drops what comes, or the browser’s question was left open.',
      ];
    case 'failed':
      return ['No answer that this page may see.', ...failures(finding)];
  }
}

function failures({ permission, policy, secure }: Extract<Finding, { kind: 'failed' }>): readonly string[] {
  if (policy) {
    return [
      'A security policy stopped it. Either something answered and pointed to another address, which this page may not ask, or whoever serves this page forbids the request.',
    ];
  }
  if (permission === 'denied') {
    return [
      'Your browser has refused this site the way to your own machine, so nothing was sent. The site’s settings, beside the address bar, can change that.',
    ];
  }
  const causes = [
    'nobody listens there',
    'what listens does not speak HTTP',
    'it listens on another address only, such as ::1',
    'the browser or one of its extensions stopped the request',
    ...(secure ? ['the browser lets no page from https ask http, as Safari does'] : []),
  ];
  return [`A browser does not tell a page which of these it is: ${listOf(causes)}.`];
}

function listOf(parts: readonly string[]): string {
  return `${parts.slice(0, -1).join('; ')}; or ${parts.at(-1)}`;
}

/** The command that can tell, by system. */
export function commandsThatTell(port: number): Readonly<Record<'linux' | 'macos' | 'windows', string>> {
  return {
    linux: `ss -tlnp 'sport = :${port}'`,
    macos: `lsof -nP -iTCP:${port} -sTCP:LISTEN`,
    windows: `Get-NetTCPConnection -LocalPort ${port}`,
  };
}
