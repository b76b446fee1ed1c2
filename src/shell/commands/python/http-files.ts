/** From a request to an answer, as CPython's SimpleHTTPRequestHandler finds it in a folder. */
import type { Bytes } from '../../../simulator/system-call.ts';
import { httpDate, parseHttpDate } from '../../civil-time.ts';
import { type Directory, type FileSystem, mayAccess, readContent, resolvePath } from '../../file-system.ts';
import { fromBytes, toBytes } from '../../utf-8.ts';

export interface HttpAnswer {
  readonly code: number;
  readonly phrase: string;
  /** An error's message, for the log. */
  readonly message?: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Bytes;
}

export interface Folder {
  readonly files: FileSystem;
  /** An absolute path. */
  readonly directory: string;
  readonly uid: number;
}

/** Parts of Python's mimetypes table. */
const types: Readonly<Record<string, string>> = {
  css: 'text/css',
  gif: 'image/gif',
  htm: 'text/html',
  html: 'text/html',
  jpg: 'image/jpeg',
  js: 'application/javascript',
  json: 'application/json',
  md: 'text/markdown',
  pdf: 'application/pdf',
  png: 'image/png',
  py: 'text/x-python',
  sh: 'application/x-sh',
  svg: 'image/svg+xml',
  txt: 'text/plain',
};

const explanations: Readonly<Record<number, readonly [string, string]>> = {
  400: ['Bad Request', 'Bad request syntax or unsupported method'],
  404: ['Not Found', 'Nothing matches the given URI'],
  501: ['Not Implemented', 'Server does not support this operation'],
  505: ['HTTP Version Not Supported', 'Cannot fulfill request'],
};

/** What GET and HEAD give; the body is left out later for HEAD. */
export function answerFromFolder(
  { files, directory, uid }: Folder,
  target: string,
  headers: ReadonlyMap<string, string>,
): HttpAnswer {
  const plain = target.replace(/[?#].*$/s, '');
  const trailing = plain.trimEnd().endsWith('/');
  // Python drops `..` at the root; nothing outside the folder can be asked for.
  const path = resolvePath('/', `${directory}/${resolvePath('/', unquote(plain))}`);
  let found = files.find('/', path, uid);
  if (found.ok && found.value.kind === 'directory') {
    if (!trailing) {
      const [, before = '', after = ''] = /^([^?#]*)(.*)$/s.exec(target) ?? [];
      const location: readonly [string, string] = ['Location', `${before}/${after}`];
      return answer(301, 'Moved Permanently', [location, ['Content-Length', '0']], '');
    }
    const folder = found.value;
    const index = ['index.html', 'index.htm'].find((name) => folder.entries.get(name)?.kind === 'file');
    if (index === undefined) return listing(folder, target, uid);
    found = files.find(path, index, uid);
  } else if (trailing) return errorAnswer(404, 'File not found');
  if (!found.ok || found.value.kind !== 'file' || !mayAccess(found.value, uid, 4)) {
    return errorAnswer(404, 'File not found');
  }
  const file = found.value;
  const modified = httpDate(file.modified);
  const since = parseHttpDate(headers.get('if-modified-since') ?? '');
  const unchanged = since !== undefined && Math.floor(file.modified / 1000) * 1000 <= since;
  if (unchanged && !headers.has('if-none-match')) return answer(304, 'Not Modified', [], '');
  const body = toBytes(readContent(file));
  const name = trailing ? 'index.html' : path;
  return answer(
    200,
    'OK',
    [
      ['Content-type', typeOf(name)],
      ['Content-Length', String(body.length)],
      ['Last-Modified', modified],
    ],
    body,
  );
}

function typeOf(name: string): string {
  const extension = /[^.]\.([^.]*)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return types[extension] ?? 'application/octet-stream';
}

function answer(code: number, phrase: string, headers: HttpAnswer['headers'], body: Bytes): HttpAnswer {
  return { code, phrase, headers, body };
}

/** send_error: the code, the message in the status line, a page that explains. */
export function errorAnswer(code: number, message: string): HttpAnswer {
  const [, explain = ''] = explanations[code] ?? [];
  const body = toBytes(`<!DOCTYPE HTML>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <title>Error response</title>
    </head>
    <body>
        <h1>Error response</h1>
        <p>Error code: ${code}</p>
        <p>Message: ${escapeHtml(message)}.</p>
        <p>Error code explanation: ${code} - ${escapeHtml(explain)}.</p>
    </body>
</html>
`);
  return {
    code,
    phrase: message,
    message,
    headers: [
      ['Connection', 'close'],
      ['Content-Type', 'text/html;charset=utf-8'],
      ['Content-Length', String(body.length)],
    ],
    body,
  };
}

function listing(folder: Directory, target: string, uid: number): HttpAnswer {
  if (!mayAccess(folder, uid, 4)) return errorAnswer(404, 'No permission to list directory');
  const title = `Directory listing for ${escapeHtml(unquote(target))}`;
  const names = [...folder.entries].sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  const items = names.map(([name, { kind }]) => {
    const shown = kind === 'directory' ? `${name}/` : name;
    return `<li><a href="${quote(shown)}">${escapeHtml(shown)}</a></li>`;
  });
  const lines = [
    '<!DOCTYPE HTML>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<title>${title}</title>\n</head>`,
    `<body>\n<h1>${title}</h1>`,
    '<hr>\n<ul>',
    ...items,
    '</ul>\n<hr>\n</body>\n</html>\n',
  ];
  const body = toBytes(lines.join('\n'));
  return answer(
    200,
    'OK',
    [
      ['Content-type', 'text/html; charset=utf-8'],
      ['Content-Length', String(body.length)],
    ],
    body,
  );
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** urllib.parse.unquote */
function unquote(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) =>
    fromBytes(escapes.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))),
  );
}

/** urllib.parse.quote */
function quote(text: string): string {
  return toBytes(text).replace(
    /[^A-Za-z0-9_.~/-]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
