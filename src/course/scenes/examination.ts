import type { Scene } from '../scene.ts';
import { home } from './home.ts';

/** A server of dev's in the background, whose window is gone. */
const started = (command: string): string =>
  `su dev -c "cd; exec python3 -m http.server ${command} > /dev/null 2>&1" &`;

/**
 * The laptop at home with five things wrong: 8000 is held by a stopped job; 3000 listens on [::1] alone, and its client asks
 * 127.0.0.1; 8001, private notes, listens on 0.0.0.0; the container's 6379 is published to everybody; and a deny stands in
 * front of the allow for 5173, which the phone should reach.
 */
export const examination: Scene = {
  ...home,
  prepared: [
    'mkdir /home/dev/notes /home/dev/shop',
    'echo "The code of the garage door is 4711." > /home/dev/notes/index.html',
    'echo "{\\"stock\\": 3}" > /home/dev/shop/stock.json',
    'chown -R dev /home/dev/notes /home/dev/shop',
    started('8000 --directory site'),
    started('3000 --bind ::1 --directory shop'),
    started('8001 --directory notes'),
    started('5173 --directory site'),
    'until [ $(ss -Hltn | wc -l) = 4 ]; do :; done',
    'kill -KILL $(pgrep -x su)',
    'kill -STOP $(lsof -t -iTCP:8000 -sTCP:LISTEN)',
    'docker run -d --name cache -p 6379:6379 redis',
    'ufw deny proto tcp from 192.168.1.0/24 to any port 5173',
    'ufw allow 5173/tcp',
    'ufw allow 8001/tcp',
    'ufw deny 6379/tcp',
    'ufw --force enable',
  ],
};
