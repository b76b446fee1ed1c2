import { expect, test } from 'vitest';
import { freshMachine, lastOutput, quietServer, recordedPage, shown } from './fresh-machine.ts';

const serving = [recordedPage, quietServer];
const url = 'http://127.0.0.1:62893';

const verbose = (host: string): string => `*   Trying 127.0.0.1:62893...
* Connected to ${host} (127.0.0.1) port 62893 (#0)
> GET / HTTP/1.1
> Host: ${host}:62893
> User-Agent: curl/7.88.1
> Accept: */*
> 
* HTTP 1.0, assume close after body
< HTTP/1.0 200 OK
< Server: SimpleHTTP/0.6 Python/3.11.2
< Date: Mon, 23 Nov 2026 09:12:25 GMT
< Content-type: text/html
< Content-Length: 58
< Last-Modified: Mon, 23 Nov 2026 09:12:25 GMT
< 
<!doctype html><title>hi</title><h1>Hello from 62893</h1>
* Closing connection 0
`;

test('-v shows the addresses tried, the request and the answer', () => {
  expect(lastOutput([...serving, `curl -v ${url}/`])).toBe(verbose('127.0.0.1'));
});

test('localhost is tried at 127.0.0.1 first', () => {
  expect(lastOutput([...serving, 'curl -v http://localhost:62893/'])).toBe(verbose('localhost'));
});

/** Without the bold names that a terminal gets: the transcripts compare those. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: bold is an escape sequence.
const unstyled = (text: string): string => text.replace(/\x1b\[\d*m/g, '');

test('-I shows the head only', () => {
  expect(unstyled(lastOutput([...serving, `curl -I ${url}/`]))).toBe(`HTTP/1.0 200 OK
Server: SimpleHTTP/0.6 Python/3.11.2
Date: Mon, 23 Nov 2026 09:12:25 GMT
Content-type: text/html
Content-Length: 58
Last-Modified: Mon, 23 Nov 2026 09:12:25 GMT

`);
});

const notFound = `<!DOCTYPE HTML>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <title>Error response</title>
    </head>
    <body>
        <h1>Error response</h1>
        <p>Error code: 404</p>
        <p>Message: File not found.</p>
        <p>Error code explanation: 404 - Nothing matches the given URI.</p>
    </body>
</html>
`;

test('an HTTP error is status 0, and with -f status 22', () => {
  const text = unstyled(
    shown([...serving, `curl -i ${url}/nope`, 'echo $?', `curl -f ${url}/nope`, 'echo $?']),
  );
  expect(text.slice(text.indexOf('HTTP/1.0 404'))).toBe(`HTTP/1.0 404 File not found
Server: SimpleHTTP/0.6 Python/3.11.2
Date: Mon, 23 Nov 2026 09:12:25 GMT
Connection: close
Content-Type: text/html;charset=utf-8
Content-Length: 335

${notFound}dev@lab:~$ echo $?
0
dev@lab:~$ curl -f http://127.0.0.1:62893/nope
curl: (22) The requested URL returned error: 404
dev@lab:~$ echo $?
22
`);
});

test('output to a file brings the meter, and -v counts the data', () => {
  expect(lastOutput([...serving, 'curl -v http://0.0.0.0:62893/ -o /dev/null'])).toBe(
    `  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current
                                 Dload  Upload   Total   Spent    Left  Speed
\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0*   Trying 0.0.0.0:62893...
* Connected to 0.0.0.0 (127.0.0.1) port 62893 (#0)
> GET / HTTP/1.1
> Host: 0.0.0.0:62893
> User-Agent: curl/7.88.1
> Accept: */*
> 
* HTTP 1.0, assume close after body
< HTTP/1.0 200 OK
< Server: SimpleHTTP/0.6 Python/3.11.2
< Date: Mon, 23 Nov 2026 09:12:25 GMT
< Content-type: text/html
< Content-Length: 58
< Last-Modified: Mon, 23 Nov 2026 09:12:25 GMT
< 
{ [58 bytes data]
\r100    58  100    58    0     0  29000      0 --:--:-- --:--:-- --:--:-- 29000
* Closing connection 0
`,
  );
});

test('-L follows a redirect', () => {
  expect(
    lastOutput([
      ...serving,
      `curl -sL -o x -w '%{http_code} %{num_redirects} %{url_effective}' ${url}/notes`,
    ]),
  ).toBe('200 1 http://127.0.0.1:62893/notes/');
});

test('-w tells status, addresses and ports', () => {
  const machine = freshMachine();
  const line = `curl -s -o x -w '%{http_code} %{remote_ip} %{remote_port} %{local_ip} %{size_download} %{nosuch}%%\\n' ${url}`;
  expect(lastOutput([...serving, line], machine)).toBe(
    "curl: unknown --write-out variable: 'nosuch'\n200 127.0.0.1 62893 127.0.0.1 58 %\n",
  );
});

test('-H, -A, -X and -d make the request', () => {
  const text = lastOutput([
    ...serving,
    `curl -sv -o x -X PUT -d a=1 -d b -A me -H 'X-A: 1' -H Accept: ${url}`,
  ]);
  expect(text).toContain(`> PUT / HTTP/1.1
> Host: 127.0.0.1:62893
> User-Agent: me
> X-A: 1
> Content-Length: 5
> Content-Type: application/x-www-form-urlencoded
> 
`);
});

test('refused: every address is tried, and the status is 7', () => {
  expect(
    shown(['curl -v http://localhost:62894/', 'echo $?']),
  ).toBe(`dev@lab:~$ curl -v http://localhost:62894/
*   Trying 127.0.0.1:62894...
* connect to 127.0.0.1 port 62894 failed: Connection refused
*   Trying [::1]:62894...
* connect to ::1 port 62894 failed: Connection refused
* Failed to connect to localhost port 62894 after 0 ms: Couldn't connect to server
* Closing connection 0
curl: (7) Failed to connect to localhost port 62894 after 0 ms: Couldn't connect to server
dev@lab:~$ echo $?
7
`);
});

test.each([
  [
    'http://127.0.0.2:62893/',
    "(7) Failed to connect to 127.0.0.2 port 62893 after 0 ms: Couldn't connect to server",
  ],
  ['http://[::1]:62893/', "(7) Failed to connect to ::1 port 62893 after 0 ms: Couldn't connect to server"],
  ['-4 http://[::1]:62893/', "(7) Couldn't connect to server"],
  ['http://127.0.0.1:0/', "(7) Failed to connect to 127.0.0.1 port 0 after 0 ms: Couldn't connect to server"],
  ['http://nosuch.invalid:62893/', '(6) Could not resolve host: nosuch.invalid'],
  ['http://127.0.0.1:99999/', '(3) URL using bad/illegal format or missing URL'],
  ['http://127.0.0.1:abc/', '(3) URL using bad/illegal format or missing URL'],
  ["'http://a b/'", '(3) URL using bad/illegal format or missing URL'],
  ['foo://127.0.0.1:62893/', '(1) Protocol "foo" not supported or disabled in libcurl'],
  ['https://127.0.0.1:62893/', '(35) OpenSSL/3.0.19: error:0A00010B:SSL routines::wrong version number'],
])('curl %s fails with curl’s own number and words', (args, expected) => {
  const code = /\d+/.exec(expected)?.[0];
  const text = shown([...serving, `curl -sS ${args}`, 'echo $?']);
  expect(text).toMatch(
    new RegExp(`\ncurl: ${expected.replace(/[()./?*]/g, '\\$&')}\ndev@lab:~\\$ echo \\$\\?\n${code}\n$`),
  );
});

test('a stopped server lets the connection wait: -m gives up with 28', () => {
  expect(
    lastOutput(['python3 -m http.server 62893', '^Z', 'curl -v -m 3 http://127.0.0.1:62893/']),
  ).toBe(`*   Trying 127.0.0.1:62893...
* Connected to 127.0.0.1 (127.0.0.1) port 62893 (#0)
> GET / HTTP/1.1
> Host: 127.0.0.1:62893
> User-Agent: curl/7.88.1
> Accept: */*
> 
* Operation timed out after 3001 milliseconds with 0 bytes received
* Closing connection 0
curl: (28) Operation timed out after 3001 milliseconds with 0 bytes received
`);
});

test('a neighbour that does not answer: --connect-timeout gives up with 28', () => {
  expect(
    lastOutput(['curl -v --connect-timeout 3 http://192.168.1.77:80/']),
  ).toBe(`*   Trying 192.168.1.77:80...
* ipv4 connect timeout after 3000ms, move on!
* Failed to connect to 192.168.1.77 port 80 after 3001 ms: Timeout was reached
* Closing connection 0
curl: (28) Failed to connect to 192.168.1.77 port 80 after 3001 ms: Timeout was reached
`);
});

const hint = "curl: try 'curl --help' or 'curl --manual' for more information\n";

test.each([
  ['', hint],
  ['-s', `curl: no URL specified!\n${hint}`],
  ['--bogus http://127.0.0.1', `curl: option --bogus: is unknown\n${hint}`],
  ['-m', `curl: option -m: requires parameter\n${hint}`],
  ['-m x http://127.0.0.1', `curl: option -m: expected a proper numerical parameter\n${hint}`],
  ['--he x', `curl: option --he: is ambiguous\n${hint}`],
])('curl %s is refused with its usage error', (args, expected) => {
  expect(lastOutput([`curl ${args}`])).toBe(expected);
});

test('an output file that cannot be written is 23', () => {
  const text = shown([...serving, 'curl -sS 127.0.0.1:62893 -o /nope/x', 'echo $?']);
  expect(text).toMatch(/\ncurl: \(23\) Failure writing output to destination\ndev@lab:~\$ echo \$\?\n23\n$/);
});

test('text that is not ASCII comes through the sockets whole', () => {
  const lines = ["echo 'Größe ⌂ 🚢' > site/x.txt", quietServer, `curl ${url}/x.txt`];
  expect(lastOutput(lines)).toBe('Größe ⌂ 🚢\n');
});
