import { expect, test } from 'vitest';
import { freshMachine, lastOutput, quietServer, recordedPage, root, shown } from './fresh-machine.ts';

const traceback = (error: string): string => `Traceback (most recent call last):
  File "<frozen runpy>", line 198, in _run_module_as_main
  File "<frozen runpy>", line 88, in _run_code
  File "/usr/lib/python3.11/http/server.py", line 1309, in <module>
    test(
  File "/usr/lib/python3.11/http/server.py", line 1256, in test
    with ServerClass(addr, HandlerClass) as httpd:
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  File "/usr/lib/python3.11/socketserver.py", line 456, in __init__
    self.server_bind()
  File "/usr/lib/python3.11/http/server.py", line 1303, in server_bind
    return super().server_bind()
           ^^^^^^^^^^^^^^^^^^^^^
  File "/usr/lib/python3.11/http/server.py", line 136, in server_bind
    socketserver.TCPServer.server_bind(self)
  File "/usr/lib/python3.11/socketserver.py", line 472, in server_bind
    self.socket.bind(self.server_address)
${error}
`;

test('a server says where it listens, logs each request, and leaves on Ctrl-C', () => {
  const machine = freshMachine();
  const text = shown(
    [
      'python3 -m http.server 62893 --directory site',
      '^Z',
      'bg',
      'curl -s -o x http://127.0.0.1:62893/ http://127.0.0.1:62893/nope http://127.0.0.1:62893/notes > y',
      'curl -sI -o x http://127.0.0.1:62893/notes/; curl -s -d a http://127.0.0.1:62893/ > x',
      'fg',
      '^C',
    ],
    machine,
  );
  expect(text).toBe(`dev@lab:~$ python3 -m http.server 62893 --directory site
Serving HTTP on 0.0.0.0 port 62893 (http://0.0.0.0:62893/) ...
^Z
[1]+  Stopped                 python3 -m http.server 62893 --directory site
dev@lab:~$ bg
[1]+ python3 -m http.server 62893 --directory site &
dev@lab:~$ curl -s -o x http://127.0.0.1:62893/ http://127.0.0.1:62893/nope http://127.0.0.1:62893/notes > y
127.0.0.1 - - [23/Nov/2026 09:12:25] "GET / HTTP/1.1" 200 -
127.0.0.1 - - [23/Nov/2026 09:12:25] code 404, message File not found
127.0.0.1 - - [23/Nov/2026 09:12:25] "GET /nope HTTP/1.1" 404 -
127.0.0.1 - - [23/Nov/2026 09:12:25] "GET /notes HTTP/1.1" 301 -
dev@lab:~$ curl -sI -o x http://127.0.0.1:62893/notes/; curl -s -d a http://127.0.0.1:62893/ > x
127.0.0.1 - - [23/Nov/2026 09:12:25] "HEAD /notes/ HTTP/1.1" 200 -
127.0.0.1 - - [23/Nov/2026 09:12:25] code 501, message Unsupported method ('POST')
127.0.0.1 - - [23/Nov/2026 09:12:25] "POST / HTTP/1.1" 501 -
dev@lab:~$ fg
python3 -m http.server 62893 --directory site
^C
Keyboard interrupt received, exiting.
`);
});

const serving = (address: string, port: number, url: string): string =>
  `Serving HTTP on ${address} port ${port} (http://${url}:${port}/) ...\n^C\nKeyboard interrupt received, exiting.\n`;

test.each([
  ['', serving('0.0.0.0', 8000, '0.0.0.0')],
  ['62893 --bind 127.0.0.1', serving('127.0.0.1', 62893, '127.0.0.1')],
  ['62893 -b127.1', serving('127.0.0.1', 62893, '127.0.0.1')],
  ['62893 --bind localhost', serving('::1', 62893, '[::1]')],
  ['62893 --bind ::', serving('::', 62893, '[::]')],
  ['99999', serving('0.0.0.0', 34463, '0.0.0.0')],
])('python3 -m http.server %s says what it listens on', (args, expected) => {
  expect(lastOutput([`python3 -m http.server ${args}`, '^C'])).toBe(expected);
});

test('port 0 and port 65536 let the kernel choose', () => {
  for (const port of ['0', '65536']) {
    const [, chosen] = /port (\d+) /.exec(lastOutput([`python3 -m http.server ${port}`, '^C'])) ?? [];
    expect(Number(chosen)).toBeGreaterThanOrEqual(32768);
    expect(Number(chosen)).toBeLessThanOrEqual(60999);
  }
});

test('a dual-stack server shows an IPv4 client as a mapped address', () => {
  const text = shown([
    'python3 -m http.server 62893 --bind :: &',
    'curl -s -o x http://127.0.0.1:62893/; curl -s -o x http://[::1]:62893/',
  ]);
  expect(text).toContain('::ffff:127.0.0.1 - - [23/Nov/2026 09:12:25] "GET / HTTP/1.1" 200 -\n');
  expect(text).toContain('\n::1 - - [23/Nov/2026 09:12:25] "GET / HTTP/1.1" 200 -\n');
});

test('a taken port is EADDRINUSE, with the traceback of Python 3.11 and status 1', () => {
  expect(shown([quietServer, 'python3 -m http.server 62893', 'echo $?'])).toBe(`dev@lab:~$ ${quietServer}
[1] 4288
dev@lab:~$ python3 -m http.server 62893
${traceback('OSError: [Errno 98] Address already in use')}dev@lab:~$ echo $?
1
`);
});

test('a privileged port is EACCES for a user, and root gets it', () => {
  expect(lastOutput(['python3 -m http.server 80'])).toBe(
    traceback('PermissionError: [Errno 13] Permission denied'),
  );
  expect(lastOutput(['python3 -m http.server 80', '^C'], freshMachine(), root)).toBe(
    serving('0.0.0.0', 80, '0.0.0.0'),
  );
});

test('an address of another host is EADDRNOTAVAIL', () => {
  expect(lastOutput(['python3 -m http.server 62893 --bind 192.168.1.99'])).toBe(
    traceback('OSError: [Errno 99] Cannot assign requested address'),
  );
});

test('a name that nobody knows ends in getaddrinfo', () => {
  const text = lastOutput(['python3 -m http.server 62893 --bind nosuch.invalid']);
  expect(
    text.split('\n').slice(-4).join('\n'),
  ).toBe(`    for res in _socket.getaddrinfo(host, port, family, type, proto, flags):
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
socket.gaierror: [Errno -3] Temporary failure in name resolution
`);
});

const usage = 'usage: server.py [-h] [--cgi] [-b ADDRESS] [-d DIRECTORY] [-p VERSION] [port]\n';

test.each([
  ['-m http.server abc', `${usage}server.py: error: argument port: invalid int value: 'abc'\n`],
  ['-m http.server 1 x -z', `${usage}server.py: error: unrecognized arguments: x -z\n`],
  ['-m http.server -b', `${usage}server.py: error: argument -b/--bind: expected one argument\n`],
  ['-m http.server --prot', `${usage}server.py: error: argument -p/--protocol: expected one argument\n`],
  ['-mhttp.server --cgi=3', `${usage}server.py: error: argument --cgi: ignored explicit argument '3'\n`],
  ['-m http.serve', '/usr/bin/python3: No module named http.serve\n'],
  ['nosuch.py', "python3: can't open file '/home/dev/nosuch.py': [Errno 2] No such file or directory\n"],
  ['--version', 'Python 3.11.2\n'],
  [
    '-z',
    "Unknown option: -z\nusage: python3 [option] ... [-c cmd | -m mod | file | -] [arg] ...\nTry `python -h' for more information.\n",
  ],
])('python3 %s is answered as by Python 3.11', (args, expected) => {
  expect(lastOutput([`python3 ${args}`])).toBe(expected);
});

test('--help is that of 3.11', () => {
  expect(lastOutput(['python3 -m http.server --help'])).toBe(`${usage}
positional arguments:
  port                  bind to this port (default: 8000)

options:
  -h, --help            show this help message and exit
  --cgi                 run as CGI server
  -b ADDRESS, --bind ADDRESS
                        bind to this address (default: all interfaces)
  -d DIRECTORY, --directory DIRECTORY
                        serve this directory (default: current directory)
  -p VERSION, --protocol VERSION
                        conform to this HTTP version (default: HTTP/1.0)
`);
});

test('a folder without an index is listed', () => {
  expect(lastOutput([quietServer, 'curl -s http://127.0.0.1:62893/notes/'])).toBe(`<!DOCTYPE HTML>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Directory listing for /notes/</title>
</head>
<body>
<h1>Directory listing for /notes/</h1>
<hr>
<ul>
<li><a href="ports.txt">ports.txt</a></li>
<li><a href="todo.txt">todo.txt</a></li>
</ul>
<hr>
</body>
</html>
`);
});

test('nothing outside the served folder can be asked for', () => {
  const text = lastOutput([quietServer, 'curl -s http://127.0.0.1:62893/%2e%2e/%2e%2e/%2e%2e/etc/hostname']);
  expect(text).toContain('<p>Error code: 404</p>');
});

test('a stopped server keeps its port; the client that gave up is a broken pipe later', () => {
  const text = shown([
    recordedPage,
    'python3 -m http.server 62893 --directory site',
    '^Z',
    'curl -m 2 http://127.0.0.1:62893/',
    'bg',
    'curl http://127.0.0.1:62893/',
  ]);
  expect(text).toContain('curl: (28) Operation timed out after 2001 milliseconds with 0 bytes received\n');
  expect(text).toContain("Exception occurred during processing of request from ('127.0.0.1', ");
  expect(text).toContain(
    '\nBrokenPipeError: [Errno 32] Broken pipe\n----------------------------------------\n',
  );
  expect(text).toMatch(/200 -\n<!doctype html><title>hi<\/title><h1>Hello from 62893<\/h1>\n$/);
});

test('with -p HTTP/1.1 a connection stays open for the next request', () => {
  const text = lastOutput([
    'python3 -m http.server 62893 -p HTTP/1.1 --directory site > log 2>&1 &',
    'curl -sv -o x http://127.0.0.1:62893/',
  ]);
  expect(text).toContain('< HTTP/1.1 200 OK\n');
  expect(text).toContain('* Connection #0 to host 127.0.0.1 left intact\n');
});

test('where standard output is no terminal, the first line comes at the end', () => {
  const machine = freshMachine();
  expect(lastOutput(['python3 -m http.server 62893 > log &', 'cat log'], machine)).toBe('');
  expect(lastOutput(['kill -INT $(ps -e | cat > x; echo 4288); sleep 1; cat log'], machine)).toBe(
    'Serving HTTP on 0.0.0.0 port 62893 (http://0.0.0.0:62893/) ...\n\nKeyboard interrupt received, exiting.\n',
  );
});
