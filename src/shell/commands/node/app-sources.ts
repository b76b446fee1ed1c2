/** The programs for Node that lie on a host, word for word. What each does here is in apps.ts, held against real Node. */

const hello = `const http = require('node:http');

const server = http.createServer((request, response) => {
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.end('Hello, you asked for ' + request.url + '\\n');
});

// No address: every address of this host, IPv6 and IPv4.
server.listen(3000, () => {
  console.log('Listening on port 3000');
});
`;

const loopback = `const http = require('node:http');

const host = '127.0.0.1';
const port = Number(process.env.PORT ?? 8080);

const server = http.createServer((request, response) => {
  response.end('Only programs on this host can read this.\\n');
});

server.listen(port, host, () => {
  console.log('Listening on http://' + host + ':' + server.address().port + '/');
});
`;

const api = `const http = require('node:http');

const ports = [
  { port: 3000, program: 'hello' },
  { port: 4000, program: 'api' },
];

function send(response, status, value) {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(value) + '\\n');
}

const server = http.createServer((request, response) => {
  console.log(request.method, request.url);
  if (request.method !== 'GET') send(response, 405, { error: 'only GET' });
  else if (request.url === '/ports') send(response, 200, ports);
  else if (request.url === '/health') send(response, 200, { ok: true });
  else send(response, 404, { error: 'not found' });
});

// A name: the first address that it stands for, and only that one.
server.listen(Number(process.env.PORT ?? 4000), 'localhost', () => {
  console.log('API at', server.address());
});
`;

const echo = `const net = require('node:net');

const server = net.createServer((connection) => {
  console.log('connected ' + connection.remoteAddress + ' ' + connection.remotePort);
  connection.on('data', (data) => connection.write(data));
  connection.on('error', (error) => console.log(error.code));
  connection.on('close', () => console.log('closed'));
});

server.listen(7007, '0.0.0.0');
`;

const socket = `const http = require('node:http');

const path = process.env.SOCKET ?? '/tmp/app.sock';

const server = http.createServer((request, response) => {
  response.end('Whoever may write to my file can read this.\\n');
});

// A path instead of a port: a file decides who may connect.
server.listen(path, () => {
  console.log('Listening on', server.address());
});
`;

/** By the folder under ~/apps. */
export const appSources = { hello, loopback, api, echo, socket };

export type AppName = keyof typeof appSources;
