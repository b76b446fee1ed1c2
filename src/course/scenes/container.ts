import type { Scene } from '../scene.ts';
import { home } from './home.ts';

/** The home network; the laptop has published a container's port and denies that port in its firewall. */
export const container: Scene = {
  ...home,
  prepared: ['docker run -d --name web -p 8080:80 nginx', 'ufw deny 8080', 'ufw --force enable'],
};
