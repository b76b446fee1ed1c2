/** The calls of the notation that name a path: on Unix-domain sockets, and on the files that decide who may use them. */
import type { LineReader } from './line-reader.ts';
import { mustBe } from './words.ts';

export type UnixCall =
  /** socket(AF_UNIX, SOCK_STREAM) */
  | { readonly name: 'unix socket' }
  | { readonly name: 'unix bind' | 'unix connect'; readonly socket: string; readonly path: string }
  /** `mode` is the permission bits; the umask takes nothing away. creat makes an empty regular file. */
  | { readonly name: 'mkdir' | 'chmod' | 'creat'; readonly path: string; readonly mode: number }
  | { readonly name: 'chown'; readonly path: string; readonly uid: number }
  | { readonly name: 'unlink'; readonly path: string }
  | { readonly name: 'rename'; readonly path: string; readonly to: string };

export type FileCallName = Exclude<UnixCall['name'], `unix ${string}`>;

export const fileCallForms: Readonly<Record<FileCallName, string>> = {
  mkdir: 'mkdir(/run/app, 0755)',
  chmod: 'chmod(/run/app.sock, 0700)',
  creat: 'creat(/run/app.sock, 0644)',
  chown: 'chown(/run/app.sock, 1000)',
  unlink: 'unlink(/run/app.sock)',
  rename: 'rename(/run/app.sock, /run/other.sock)',
};

export function isFileCallName(name: string): name is FileCallName {
  return Object.hasOwn(fileCallForms, name);
}

const pathPattern = /\/[A-Za-z0-9._/-]*/;
const pathForm = 'a path from the root of letters, digits and ._-/';

/** `unix:/run/app.sock`; undefined where no `unix:` stands. */
export function takeUnixPath(reader: LineReader): string | undefined {
  return reader.take(/unix:/) === undefined ? undefined : reader.expect(pathPattern, pathForm);
}

export function readFileCall(reader: LineReader, name: FileCallName): UnixCall {
  const form = fileCallForms[name];
  const path = reader.expect(pathPattern, pathForm);
  if (name === 'unlink') return { name, path };
  reader.expect(/,/, form);
  if (name === 'rename') return { name, path, to: reader.expect(pathPattern, pathForm) };
  if (name === 'chown') {
    const uid = Number(reader.expect(/\d+/, form));
    mustBe(uid < 2 ** 32 - 1, `${uid} is no user id: 0 to 4294967294`);
    return { name, path, uid };
  }
  return { name, path, mode: Number.parseInt(reader.expect(/0[0-7]{3,4}(?!\d)/, form), 8) };
}

/** The word before the parenthesis. */
export function callWord(name: string): string {
  return name.replace(/^(?:unix|ping) /, '');
}

export function unixArguments(call: UnixCall): readonly string[] {
  switch (call.name) {
    case 'unix socket':
      return ['AF_UNIX', 'SOCK_STREAM'];
    case 'unix bind':
    case 'unix connect':
      return [call.socket, printUnixPath(call.path)];
    case 'mkdir':
    case 'chmod':
    case 'creat':
      return [call.path, `0${call.mode.toString(8).padStart(3, '0')}`];
    case 'chown':
      return [call.path, String(call.uid)];
    case 'unlink':
      return [call.path];
    case 'rename':
      return [call.path, call.to];
  }
}

/** A socket without a name has no path: `unix:`. */
export function printUnixPath(path: string | undefined): string {
  return `unix:${path ?? ''}`;
}
