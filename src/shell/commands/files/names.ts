/** Programs about paths themselves: which, readlink, realpath, mktemp, file. */
import { type Errno, strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import { chmod, mayUse, mkdir, stat } from '../../file-calls.ts';
import { type Entry, readContent, resolvePath } from '../../file-system.ts';
import type { Program } from '../../program.ts';
import { closeFile, complain, open, print, self } from '../../syscalls.ts';
import { toBytes } from '../../utf-8.ts';
import { curly, fileError, gnuTool, quit, usageError } from '../gnu-tool.ts';

/** which(1) of debianutils. */
export const which: ProgramFile = {
  name: 'which',
  summary: 'tell which file a command name runs',
  operands: '[-a] args',
  options: { options: [{ short: 'a', help: 'all that there are along PATH' }] },
  *run([, ...args]) {
    const words = [...args];
    let all = false;
    for (let word = words[0]; word?.startsWith('-') && word !== '-'; word = words[0]) {
      words.shift();
      if (word === '--') break;
      const wrong = [...word.slice(1)].find((letter) => letter !== 'a' && letter !== 's');
      if (wrong !== undefined) {
        yield* complain(`Illegal option -${wrong}\nUsage: /usr/bin/which [-a] args\n`);
        return 2;
      }
      all = true;
    }
    if (words.length === 0) return 1;
    const { environment } = yield* self();
    const folders = (environment.get('PATH') ?? '/usr/local/bin:/usr/bin:/bin').split(':');
    let status = 0;
    let text = '';
    for (const word of words) {
      const paths = word.includes('/') ? [word] : folders.map((folder) => `${folder || '.'}/${word}`);
      let found = false;
      for (const path of paths) {
        const file = yield* stat(path);
        if (!file.ok || file.value.kind !== 'file' || !(yield* mayUse(path, 1))) continue;
        if (!found || all) text += `${path}\n`;
        found = true;
      }
      if (!found) status = 1;
    }
    if (text !== '') yield* print(text);
    return status;
  },
};

/** readlink(1) of GNU coreutils. */
export const readlink: ProgramFile = gnuTool({
  name: 'readlink',
  summary: 'print where a link points',
  operands: '[OPTION]... FILE...',
  about: 'Print value of a symbolic link or canonical file name.',
  options: [
    { short: 'e', long: 'canonicalize-existing', help: 'follow every link; all must exist' },
    { short: 'f', long: 'canonicalize', help: 'follow every link; all but the last must exist' },
    { short: 'n', long: 'no-newline', help: 'do not output the trailing delimiter' },
    { short: 'v', long: 'verbose', help: 'report error messages' },
  ],
  absent: 'mqsz',
  *run(call) {
    if (call.operands.length === 0) return yield* usageError(call, 'missing operand');
    const follows = call.has('canonicalize') || call.has('canonicalize-existing');
    let status = 0;
    for (const path of call.operands) {
      const found = follows ? yield* canonical(path, call.has('canonicalize')) : yield* target(path);
      if (found.ok) yield* call.out(found.value + (call.has('no-newline') ? '' : '\n'));
      else {
        status = 1;
        if (call.has('verbose')) yield* call.warn(fileError(path, found.errno));
      }
    }
    return status;
  },
});

type Text = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly errno: Errno };

function* target(path: string): Program<Text> {
  const found = yield* stat(path, false);
  if (!found.ok) return found;
  return found.value.kind === 'link'
    ? { ok: true, value: found.value.target }
    : { ok: false, errno: 'EINVAL' };
}

/** realpath(1) of GNU coreutils. */
export const realpath: ProgramFile = gnuTool({
  name: 'realpath',
  summary: 'print the whole path of a file, without links',
  operands: '[OPTION]... FILE...',
  about: 'Print the resolved absolute file name; all but the last component must exist.',
  options: [{ short: 'e', long: 'canonicalize-existing', help: 'all components of the path must exist' }],
  absent: 'LmPqsz',
  *run(call) {
    if (call.operands.length === 0) return yield* usageError(call, 'missing operand');
    let status = 0;
    for (const path of call.operands) {
      const found = yield* canonical(path, !call.has('canonicalize-existing'));
      if (found.ok) yield* call.out(`${found.value}\n`);
      else {
        status = 1;
        yield* call.warn(fileError(path, found.errno));
      }
    }
    return status;
  },
});

/** The absolute path with every link followed. */
function* canonical(path: string, lastMayLack: boolean): Program<Text> {
  if (path === '') return { ok: false, errno: 'ENOENT' };
  const { cwd } = yield* self();
  const rest = (path.startsWith('/') ? path : `${cwd}/${path}`).split('/').filter((name) => name !== '');
  let at = '';
  let links = 0;
  for (let name = rest.shift(); name !== undefined; name = rest.shift()) {
    if (name === '.') continue;
    if (name === '..') {
      at = at.replace(/\/[^/]*$/, '');
      continue;
    }
    const found = yield* stat(`${at}/${name}`, false);
    if (!found.ok) {
      if (found.errno !== 'ENOENT' || !lastMayLack || rest.length > 0) return found;
      return { ok: true, value: `${at}/${name}` };
    }
    if (found.value.kind !== 'link') {
      if (found.value.kind !== 'directory' && rest.length > 0) return { ok: false, errno: 'ENOTDIR' };
      at += `/${name}`;
      continue;
    }
    links += 1;
    if (links > 40) return { ok: false, errno: 'ELOOP' };
    if (found.value.target.startsWith('/')) at = '';
    rest.unshift(...found.value.target.split('/').filter((part) => part !== ''));
  }
  return { ok: true, value: resolvePath('/', at || '/') };
}

/** mktemp(1) of GNU coreutils. */
export const mktemp: ProgramFile = gnuTool({
  name: 'mktemp',
  summary: 'make a file with a name that nobody has yet',
  operands: '[OPTION]... [TEMPLATE]',
  about:
    "Create a temporary file or directory, safely, and print its name. TEMPLATE must contain at least 3 consecutive 'X's in its last component.",
  options: [
    { short: 'd', long: 'directory', help: 'create a directory, not a file' },
    {
      short: 'p',
      long: 'tmpdir',
      argument: 'DIR',
      optional: true,
      help: 'interpret TEMPLATE relative to DIR',
    },
    { short: 'q', long: 'quiet', help: 'suppress diagnostics about file/dir-creation failure' },
    { short: 't', help: 'interpret TEMPLATE relative to /tmp' },
    { short: 'u', long: 'dry-run', help: 'do not create anything; merely print a name' },
  ],
  absentNames: ['suffix'],
  *run(call) {
    const [given, extra] = call.operands;
    if (extra !== undefined) return yield* usageError(call, 'too many templates');
    const template = given ?? 'tmp.XXXXXXXXXX';
    const marks = /X{3,}(?=[^X/]*$)/.exec(template)?.[0];
    if (marks === undefined) return yield* quit(1, `mktemp: too few X's in template ${curly(template)}\n`);
    const { random } = (yield* self()).around.host.network;
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
    const inFolder = given === undefined || call.has('t') || call.has('tmpdir');
    const folder = call.value('tmpdir') || '/tmp';
    for (let attempt = 0; ; attempt += 1) {
      const name = template.replace(marks, () =>
        [...marks].map(() => letters[random.below(letters.length)]).join(''),
      );
      const path = inFolder ? `${folder}/${name}` : name;
      const found = yield* stat(path, false);
      if (found.ok && attempt < 100) continue;
      const errno = found.ok
        ? 'EEXIST'
        : call.has('dry-run')
          ? undefined
          : yield* create(path, call.has('directory'));
      if (errno === undefined) {
        yield* call.out(`${path}\n`);
        return 0;
      }
      const what = call.has('directory') ? 'directory' : 'file';
      const shown = inFolder ? `${folder}/${template}` : template;
      return yield* quit(
        1,
        call.has('quiet')
          ? ''
          : `mktemp: failed to create ${what} via template ${curly(shown)}: ${strerror(errno)}\n`,
      );
    }
  },
});

function* create(path: string, folder: boolean): Program<Errno | undefined> {
  if (folder) return yield* mkdir(path, 0o700);
  const opened = yield* open(path, 'write');
  if (!opened.ok) return opened.errno;
  yield* closeFile(opened.value);
  return yield* chmod(path, 0o600);
}

/** file(1): what a file seems to hold. */
export const file: ProgramFile = gnuTool({
  name: 'file',
  summary: 'guess what kind of file it is',
  operands: '[OPTION...] [FILE...]',
  about: 'Determine type of FILEs.',
  version: 'file-5.44',
  options: [{ short: 'b', long: 'brief', help: 'do not prepend filenames to output lines' }],
  absent: 'cCdEefFhikLlmMNnpPrsSvzZ0',
  differs: 'It knows texts, pages, scripts, folders, links and the programs of this host.',
  *run(call) {
    if (call.operands.length === 0) return yield* quit(1, call.help);
    const width = Math.max(...call.operands.map((path) => path.length)) + 1;
    for (const path of call.operands) {
      const found = yield* stat(path, false);
      const kind = found.ok ? kindOf(found.value) : `cannot open \`${path}' (${strerror(found.errno)})`;
      yield* call.out(`${call.has('brief') ? '' : `${`${path}:`.padEnd(width)} `}${kind}\n`);
    }
    return 0;
  },
});

function kindOf(entry: Entry): string {
  switch (entry.kind) {
    case 'directory':
      return (entry.mode & 0o1000) !== 0 ? 'sticky, directory' : 'directory';
    case 'link':
      return `symbolic link to ${entry.target}`;
    case 'device':
      return 'character special (1/3)';
    case 'socket':
      return 'socket';
    case 'file':
      return entry.program ? 'a program of this simulated host' : textKind(readContent(entry));
  }
}

function textKind(text: string): string {
  if (text === '') return 'empty';
  if (text.includes('\0')) return 'data';
  const set = toBytes(text).length === text.length ? 'ASCII text' : 'Unicode text, UTF-8 text';
  const script = /^#! ?(\S+)/.exec(text)?.[1];
  if (script?.endsWith('bash')) return `Bourne-Again shell script, ${set} executable`;
  if (script?.endsWith('/sh')) return `POSIX shell script, ${set} executable`;
  if (/^<!doctype html/i.test(text)) return `HTML document, ${set}`;
  return set;
}
