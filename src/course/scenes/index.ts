/** Every scene by its name: a scene is one file of this folder. */
import type { Scene } from '../scene.ts';
import { cluster } from './cluster.ts';
import { container } from './container.ts';
import { examination } from './examination.ts';
import { home } from './home.ts';
import { laptop } from './laptop.ts';
import { mac } from './mac.ts';
import { openServices } from './open-services.ts';
import { portTaken } from './port-taken.ts';
import { server } from './server.ts';
import { tunnel } from './tunnel.ts';
import { vm } from './vm.ts';
import { windows } from './windows.ts';
import { wsl } from './wsl.ts';
import { wslMirrored } from './wsl-mirrored.ts';

const scenes: ReadonlyMap<string, Scene> = new Map([
  ['laptop', laptop],
  ['server', server],
  ['open-services', openServices],
  ['port-taken', portTaken],
  ['home', home],
  ['container', container],
  ['tunnel', tunnel],
  ['cluster', cluster],
  ['vm', vm],
  ['examination', examination],
  ['mac', mac],
  ['windows', windows],
  ['wsl', wsl],
  ['wsl-mirrored', wslMirrored],
]);

export const sceneNames: readonly string[] = [...scenes.keys()];

/** @throws when no scene has that name: a mistake in a lesson's frontmatter, and so a failed build. */
export function findScene(name: string): Scene {
  const scene = scenes.get(name);
  if (!scene) throw new Error(`There is no scene "${name}"; there is ${sceneNames.join(', ')}.`);
  return scene;
}
