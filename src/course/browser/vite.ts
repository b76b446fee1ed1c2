/**
 * Vite's development server before and after January 2025, as far as GHSA-vg6x-rcgg-rjx6 (CVE-2025-24010) tells: which headers it
 * sent, what it looked at, and what a website could do. Read in the advisory and in the list of changes of 6.0.9.
 *
 * Differs from it: its third cause, WebSockets without a token, is not carried out here.
 */
import type { Attack } from './attacks.ts';
import { defenceless, type Switches } from './development-server.ts';

export interface Release {
  readonly version: string;
  readonly says: string;
  readonly switches: Switches;
}

export const viteReleases: readonly Release[] = [
  {
    version: '6.0.8',
    says: 'sends Access-Control-Allow-Origin: * and does not look at Host',
    switches: { ...defenceless, cors: 'everybody' },
  },
  {
    version: '6.0.9',
    says: 'sends no such header by default, and answers only under names that it knows',
    switches: { ...defenceless, checksHost: true },
  },
];

const asked = { kind: 'fetch', changes: false, credentials: false, ownPages: true } as const;

/** As the advisory describes them, with the file that the project of these pages has. */
export const viteAttacks = [
  {
    ...asked,
    id: 'vite-read',
    name: 'Read the source',
    tries: 'A website asks the development server for a source file and reads it.',
    code: 'fetch("http://localhost:5173/main.js").then((answer) => answer.text())',
    page: 'https://evil.example',
    target: 'http://localhost:5173/main.js',
  },
  {
    ...asked,
    id: 'vite-rebinding',
    name: 'Rebind a name',
    tries: 'A website changes what its own name stands for, to 127.0.0.1, and asks itself for the source.',
    code: 'fetch("/main.js").then((answer) => answer.text())',
    page: 'http://evil.example:5173',
    target: 'http://evil.example:5173/main.js',
    rebinds: true,
  },
] as const satisfies readonly Attack[];
