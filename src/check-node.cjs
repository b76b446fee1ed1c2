// Runs before every script, on whatever Node is there: only syntax that very old ones can read.
// 22.18 and 23.6 are the first of their lines that run TypeScript as it stands; Astro 7 asks for 22.12.
var parts = process.versions.node.split('.');
var major = Number(parts[0]);
var minor = Number(parts[1]);
if (!(major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18))) {
  console.error(
    'Homeport needs Node 22.18 or newer and this is Node ' +
      process.versions.node +
      ': run "npm ci" again and let the package "node" run its install script (npm 12 asks: npm install-scripts approve node), or install a newer Node.',
  );
  process.exit(1);
}
