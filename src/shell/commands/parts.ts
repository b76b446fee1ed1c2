/**
 * The folders of programs that a page fetches by need, each by itself. What the shell itself needs (builtins/, shells/) comes
 * with the grammar. catalogue.ts says what is in each; `npm run catalogue` writes it.
 */
import type { Commands, ProgramFile } from '../command.ts';

type Fetch = (commands: () => Commands) => Promise<readonly ProgramFile[]>;

export const partFetches = {
  curl: async () => (await import('./curl/index.ts')).curlPrograms,
  docker: async () => (await import('./docker/index.ts')).dockerPrograms,
  files: async () => (await import('./files/index.ts')).filePrograms,
  firewall: async () => (await import('./firewall/index.ts')).firewallPrograms,
  man: async (commands) => [(await import('./text/man.ts')).manFor(commands)],
  nc: async () => (await import('./nc/index.ts')).ncPrograms,
  network: async () => (await import('./network/index.ts')).networkPrograms,
  node: async () => (await import('./node/index.ts')).nodePrograms,
  processes: async () => (await import('./processes/index.ts')).processPrograms,
  python: async () => (await import('./python/index.ts')).pythonPrograms,
  services: async () => (await import('./services/index.ts')).servicePrograms,
  sockets: async () => (await import('./sockets/index.ts')).socketPrograms,
  ssh: async () => (await import('./ssh/index.ts')).sshPrograms,
  text: async () => (await import('./text/index.ts')).textPrograms,
  tunnels: async () => (await import('./tunnels/index.ts')).tunnelPrograms,
  upnp: async () => (await import('./upnp/index.ts')).upnpPrograms,
  users: async () => (await import('./users/index.ts')).userPrograms,
} as const satisfies Readonly<Record<string, Fetch>>;

export type PartName = keyof typeof partFetches;

export function isPartName(name: string): name is PartName {
  return Object.hasOwn(partFetches, name);
}
