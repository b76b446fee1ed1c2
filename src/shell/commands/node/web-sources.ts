/** The web application in development under ~/apps/web, word for word. */

const packageFile = `{
  "name": "web",
  "private": true,
  "version": "0.0.0",
  "type": "module",
  "scripts": {
    "dev": "vite"
  },
  "devDependencies": {
    "vite": "8.3.8"
  }
}
`;

const page = `<!doctype html>
<html lang="en">
  <head>
    <title>In development</title>
    <script type="module" src="/main.js"></script>
  </head>
  <body>
    <h1>In development</h1>
  </body>
</html>
`;

const script = `document.body.append('This line comes from main.js.');
`;

/** By the name under ~/apps/web. */
export const webSources = { 'package.json': packageFile, 'index.html': page, 'main.js': script };
