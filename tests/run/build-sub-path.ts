/** `npm run build:sub-path`: the second site that the end-to-end tests look at, for running them on their own. */
import { subPathBuild } from './suites.ts';

const { counts, output } = await subPathBuild.run();
if (counts.failed > 0) {
  console.error(output);
  process.exitCode = 1;
}
