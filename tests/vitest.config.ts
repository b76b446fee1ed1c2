import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  cacheDir: 'node_modules/.cache/vitest',
  test: {
    include: ['tests/**/*.test.ts'],
    // Properties run hundreds of cases; a busy machine with two cores needs the room.
    testTimeout: 180_000,
    hookTimeout: 30_000,
  },
});
