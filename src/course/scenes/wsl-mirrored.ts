import type { Scene } from '../scene.ts';
import { wsl } from './wsl.ts';

/** The same with `networkingMode=mirrored` in the person's .wslconfig: Linux has the addresses of Windows. Documented, not run. */
export const wslMirrored: Scene = { ...wsl, services: ['rpc', 'dns', 'wsl-mirrored'] };
