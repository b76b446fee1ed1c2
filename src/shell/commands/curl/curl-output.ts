/** Where curl puts what it fetched. */
import { strerror } from '../../../simulator/errno.ts';
import type { Program } from '../../program.ts';
import { closeFile, complain, open, write } from '../../syscalls.ts';
import { fromBytes } from '../../utf-8.ts';
import type { CurlFailure } from './curl-connect.ts';

/** A file, or standard output. Bytes become text when whole characters are there. */
export class CurlOutput {
  readonly #path: string | undefined;
  readonly #silent: boolean;
  #file: number | undefined;
  #bytes = '';

  constructor(path: string | undefined, silent: boolean) {
    this.#path = path;
    this.#silent = silent;
  }

  *take(piece: string): Program<CurlFailure | undefined> {
    const path = this.#path;
    if (path !== undefined && this.#file === undefined) {
      const opened = yield* open(path, 'write');
      if (!opened.ok) {
        if (!this.#silent) {
          yield* complain(`Warning: Failed to open the file ${path}: ${strerror(opened.errno)}\n`);
        }
        return { ok: false, code: 23, reason: 'Failure writing output to destination' };
      }
      this.#file = opened.value;
    }
    this.#bytes += piece;
    const whole = /[\xc0-\xff][\x80-\xbf]{0,2}$/.exec(this.#bytes)?.index ?? this.#bytes.length;
    const text = fromBytes(this.#bytes.slice(0, whole));
    this.#bytes = this.#bytes.slice(whole);
    yield* write(this.#file ?? 1, text);
    return undefined;
  }

  *flush(): Program<void> {
    if (this.#bytes !== '') yield* write(this.#file ?? 1, fromBytes(this.#bytes));
    this.#bytes = '';
  }

  *close(): Program<void> {
    if (this.#file !== undefined) yield* closeFile(this.#file);
  }
}
