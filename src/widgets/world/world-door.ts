/**
 * How widgets come to the page's world. It is heavy, so it is opened when somebody first needs it: the terminal comes into
 * view, a socket is bound. Who only shows what happens waits until then.
 */
import type { PageWorld } from './page-world.ts';

let opened: Promise<PageWorld> | undefined;
const waiting = new Set<(world: PageWorld) => void>();

export function openWorld(): Promise<PageWorld> {
  opened ??= import('./page-world.ts')
    .then(({ pageWorld }) => pageWorld())
    .then(
      (world) => {
        for (const listener of waiting) listener(world);
        waiting.clear();
        return world;
      },
      (failure: unknown) => {
        // Not kept: the next wish tries again.
        opened = undefined;
        throw failure;
      },
    );
  return opened;
}

/** Calls `listener` with the world once it is open, which may be never; the returned function ends the wait. */
export function whenOpen(listener: (world: PageWorld) => void): () => void {
  let ended = false;
  const tell = (world: PageWorld): void => {
    if (!ended) listener(world);
  };
  if (opened) void opened.then(tell, () => waiting.add(tell));
  else waiting.add(tell);
  return () => {
    ended = true;
    waiting.delete(tell);
  };
}

// A port that is asked about may tick off a step, so the world has to know.
if (typeof document !== 'undefined') {
  document.addEventListener('port-asked', (event) => {
    const port: unknown = event instanceof CustomEvent ? event.detail?.port : undefined;
    if (typeof port === 'number')
      openWorld().then(
        (world) => world.portAsked(port),
        () => {},
      );
  });
}
