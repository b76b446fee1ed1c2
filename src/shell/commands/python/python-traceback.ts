/**
 * The tracebacks of CPython's http.server: 3.11 with the files and lines of Debian's package, which Windows' has in another
 * folder; on macOS 3.9, as Apple's command line tools bring it, as far as people published it.
 */
import type { Errno } from '../../../simulator/errno.ts';
import { errnoNumberOf, strerrorOf } from '../../../simulator/os/error-names.ts';
import type { SystemName } from '../../../simulator/os/system-rules.ts';

const library = '/usr/lib/python3.11';
const windowsLibrary = 'C:\\Program Files\\Python311\\Lib';
const macosLibrary =
  '/Library/Developer/CommandLineTools/Library/Frameworks/Python3.framework/Versions/3.9/lib/python3.9';

/** `[file, line, function, code, marked part of the code]` */
type Frame = readonly [string, number, string, string, string?];

const run: readonly Frame[] = [
  ['<frozen runpy>', 198, '_run_module_as_main', ''],
  ['<frozen runpy>', 88, '_run_code', ''],
  [`${library}/http/server.py`, 1309, '<module>', 'test('],
];

const bindFrames: readonly Frame[] = [
  ...run,
  [
    `${library}/http/server.py`,
    1256,
    'test',
    'with ServerClass(addr, HandlerClass) as httpd:',
    'ServerClass(addr, HandlerClass)',
  ],
  [`${library}/socketserver.py`, 456, '__init__', 'self.server_bind()'],
  [`${library}/http/server.py`, 1303, 'server_bind', 'return super().server_bind()', 'super().server_bind()'],
  [`${library}/http/server.py`, 136, 'server_bind', 'socketserver.TCPServer.server_bind(self)'],
  [`${library}/socketserver.py`, 472, 'server_bind', 'self.socket.bind(self.server_address)'],
];

const resolveFrames: readonly Frame[] = [
  ...run,
  [
    `${library}/http/server.py`,
    1254,
    'test',
    'ServerClass.address_family, addr = _get_best_family(bind, port)',
    '_get_best_family(bind, port)',
  ],
  [
    `${library}/http/server.py`,
    1237,
    '_get_best_family',
    'infos = socket.getaddrinfo(',
    'socket.getaddrinfo(',
  ],
  [
    `${library}/socket.py`,
    962,
    'getaddrinfo',
    'for res in _socket.getaddrinfo(host, port, family, type, proto, flags):',
    '_socket.getaddrinfo(host, port, family, type, proto, flags)',
  ],
];

const requestFrames: readonly Frame[] = [
  [
    `${library}/socketserver.py`,
    691,
    'process_request_thread',
    'self.finish_request(request, client_address)',
  ],
  [
    `${library}/http/server.py`,
    1306,
    'finish_request',
    'self.RequestHandlerClass(request, client_address, self,',
  ],
  [`${library}/http/server.py`, 667, '__init__', 'super().__init__(*args, **kwargs)'],
  [`${library}/socketserver.py`, 755, '__init__', 'self.handle()'],
  [`${library}/http/server.py`, 432, 'handle', 'self.handle_one_request()'],
];

const whileReading: readonly Frame[] = [
  [
    `${library}/http/server.py`,
    400,
    'handle_one_request',
    'self.raw_requestline = self.rfile.readline(65537)',
    'self.rfile.readline(65537)',
  ],
  [`${library}/socket.py`, 706, 'readinto', 'return self._sock.recv_into(b)', 'self._sock.recv_into(b)'],
];

const whileWriting: readonly Frame[] = [
  [`${library}/http/server.py`, 420, 'handle_one_request', 'method()'],
  [`${library}/http/server.py`, 674, 'do_GET', 'self.copyfile(f, self.wfile)'],
  [`${library}/http/server.py`, 873, 'copyfile', 'shutil.copyfileobj(source, outputfile)'],
  [`${library}/shutil.py`, 200, 'copyfileobj', 'fdst_write(buf)'],
  [`${library}/socketserver.py`, 834, 'write', 'self._sock.sendall(b)'],
];

/** Python 3.9 marks no part of a line. */
const macosBindFrames: readonly Frame[] = [
  [`${macosLibrary}/runpy.py`, 197, '_run_module_as_main', 'return _run_code(code, main_globals, None,'],
  [`${macosLibrary}/runpy.py`, 87, '_run_code', 'exec(code, run_globals)'],
  [`${macosLibrary}/http/server.py`, 1297, '<module>', 'test('],
  [`${macosLibrary}/http/server.py`, 1252, 'test', 'with ServerClass(addr, HandlerClass) as httpd:'],
  [`${macosLibrary}/socketserver.py`, 452, '__init__', 'self.server_bind()'],
  [`${macosLibrary}/http/server.py`, 1295, 'server_bind', 'return super().server_bind()'],
  [`${macosLibrary}/http/server.py`, 138, 'server_bind', 'socketserver.TCPServer.server_bind(self)'],
  [`${macosLibrary}/socketserver.py`, 466, 'server_bind', 'self.socket.bind(self.server_address)'],
];

function fileOn(system: SystemName, file: string): string {
  if (system !== 'windows' || !file.startsWith(library)) return file;
  return windowsLibrary + file.slice(library.length).replaceAll('/', '\\');
}

function traceback(system: SystemName, frames: readonly Frame[], error: string): string {
  const lines = frames.map(([file, line, name, code, marked]) => {
    const head = `  File "${fileOn(system, file)}", line ${line}, in ${name}\n`;
    if (code === '') return head;
    const carets = marked ? `    ${' '.repeat(code.indexOf(marked))}${'^'.repeat(marked.length)}\n` : '';
    return `${head}    ${code}\n${carets}`;
  });
  return `Traceback (most recent call last):\n${lines.join('')}${error}\n`;
}

/** `OSError: [Errno 98] Address already in use`; some errnos have a class of their own. */
function osError(system: SystemName, errno: Errno): string {
  const classes: Partial<Record<Errno, string>> = {
    EACCES: 'PermissionError',
    EPERM: 'PermissionError',
    EPIPE: 'BrokenPipeError',
    ECONNRESET: 'ConnectionResetError',
    ECONNABORTED: 'ConnectionAbortedError',
    ECONNREFUSED: 'ConnectionRefusedError',
  };
  const label = system === 'windows' ? 'WinError' : 'Errno';
  return `${classes[errno] ?? 'OSError'}: [${label} ${errnoNumberOf(system, errno)}] ${strerrorOf(system, errno)}`;
}

/** The server's bind(2) was refused. */
export function bindTraceback(system: SystemName, errno: Errno): string {
  return traceback(system, system === 'macos' ? macosBindFrames : bindFrames, osError(system, errno));
}

export type ResolveError = 'unknown name' | 'bad port' | 'huge port' | 'other family';

/** getaddrinfo(3) failed before there was a socket. */
export function resolveTraceback(system: SystemName, error: ResolveError): string {
  return traceback(system, system === 'macos' ? [] : resolveFrames, resolveReason(system, error));
}

function resolveReason(system: SystemName, error: ResolveError): string {
  switch (error) {
    case 'unknown name':
      // WSAHOST_NOT_FOUND, and EAI_NONAME of macOS.
      if (system === 'windows') return 'socket.gaierror: [Errno 11001] getaddrinfo failed';
      if (system === 'macos')
        return 'socket.gaierror: [Errno 8] nodename nor servname provided, or not known';
      return 'socket.gaierror: [Errno -3] Temporary failure in name resolution';
    case 'bad port':
      return 'socket.gaierror: [Errno -8] Servname not supported for ai_socktype';
    case 'other family':
      return 'socket.gaierror: [Errno -9] Address family for hostname not supported';
    case 'huge port':
      return 'OverflowError: Python int too large to convert to C long';
  }
}

/** A client went away in the middle of a request; the server goes on. */
export function requestTraceback(
  system: SystemName,
  client: { readonly address: string; readonly port: number },
  during: 'reading' | 'writing',
  errno: Errno,
): string {
  const rule = '-'.repeat(40);
  const peer = client.address.includes(':')
    ? `('${client.address}', ${client.port}, 0, 0)`
    : `('${client.address}', ${client.port})`;
  const frames =
    system === 'macos' ? [] : [...requestFrames, ...(during === 'reading' ? whileReading : whileWriting)];
  const text = traceback(system, frames, osError(system, errno));
  return `${rule}\nException occurred during processing of request from ${peer}\n${text}${rule}\n`;
}
