/** Matrices of two sockets on one port, kept as text: which addresses and options the names in them mean. */
import { readFileSync } from 'node:fs';

export const addresses: Record<string, { family: 'AF_INET' | 'AF_INET6'; endpoint: string; v6only?: true }> =
  {
    S4: { family: 'AF_INET', endpoint: '127.0.0.1:8080' },
    O4: { family: 'AF_INET', endpoint: '127.0.0.2:8080' },
    W4: { family: 'AF_INET', endpoint: '0.0.0.0:8080' },
    M4: { family: 'AF_INET6', endpoint: '[::ffff:127.0.0.1]:8080' },
    MW: { family: 'AF_INET6', endpoint: '[::ffff:0.0.0.0]:8080' },
    W6d: { family: 'AF_INET6', endpoint: '[::]:8080' },
    W6o: { family: 'AF_INET6', endpoint: '[::]:8080', v6only: true },
    S6: { family: 'AF_INET6', endpoint: '[::1]:8080' },
  };

export const options: Record<string, readonly ['' | 'RA' | 'RP' | 'RA RP', '' | 'RA' | 'RP' | 'RA RP']> = {
  none: ['', ''],
  'RA/RA': ['RA', 'RA'],
  'RP/RP': ['RP', 'RP'],
  'RA+RP both': ['RA RP', 'RA RP'],
  'RA first only': ['RA', ''],
  'RA second only': ['', 'RA'],
  'RP first only': ['RP', ''],
  'RP second only': ['', 'RP'],
  'RA / RP': ['RA', 'RP'],
  'RP / RA': ['RP', 'RA'],
};

export interface Row {
  readonly kind: string;
  readonly option: string;
  readonly first: string;
  readonly cells: readonly { readonly second: string; readonly recorded: string }[];
}

/** @param name of a text file beside this one */
export function readMatrix(name: string): readonly Row[] {
  const rows: Row[] = [];
  let kind = '';
  let option = '';
  let columns: string[] = [];
  for (const line of readFileSync(new URL(name, import.meta.url), 'utf8').split('\n')) {
    const head = /^\[(\S+): (.+)\]$/.exec(line);
    if (head) [, kind = '', option = ''] = head;
    else if (line.startsWith('  ')) columns = line.trim().split(/\s+/);
    else if (line !== '' && !line.startsWith('#')) {
      const [first = '', ...cells] = line.split(/\s+/);
      rows.push({
        kind,
        option,
        first,
        cells: cells.map((recorded, i) => ({ second: columns[i] ?? '', recorded })),
      });
    }
  }
  return rows;
}
