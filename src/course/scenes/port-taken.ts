import type { Scene } from '../scene.ts';
import { laptop } from './laptop.ts';

/**
 * The laptop on a bad morning: a server of dev's stands stopped on port 3000 (Ctrl-Z, and the window is gone), and one of
 * guest's has port 8080.
 */
export const portTaken: Scene = {
  ...laptop,
  prepared: [
    'su dev -c "cd; exec node apps/hello/server.js > /dev/null" &',
    'su guest -c "exec python3 -m http.server 8080 > /dev/null 2>&1" &',
    'until ss -ltn | grep -q :3000 && ss -ltn | grep -q :8080; do :; done',
    'kill -KILL $(pgrep -x su)',
    'kill -STOP $(lsof -t -iTCP:3000 -sTCP:LISTEN)',
  ],
};
