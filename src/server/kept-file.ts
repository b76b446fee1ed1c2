import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { type Encoding, encode } from './content-encoding.ts';

/** A file's bytes, their digest, and their compressed forms, each made when first asked for. */
export type KeptFile = {
  readonly digest: string;
  readonly bytes: (encoding: Encoding) => Promise<Buffer>;
};

type Entry = { readonly version: string; readonly kept: KeptFile };

/**
 * Keeps files in memory, so that each is read, digested and compressed once.
 * A file that changed on disk (a new build while the server runs) is read again.
 */
export function keepFiles(): (file: string) => Promise<KeptFile> {
  const entries = new Map<string, Entry>();
  return async (file) => {
    const { mtimeMs, size } = await stat(file);
    const version = `${mtimeMs} ${size}`;
    const known = entries.get(file);
    if (known?.version === version) return known.kept;
    const kept = keep(await readFile(file));
    entries.set(file, { version, kept });
    return kept;
  };
}

function keep(body: Buffer): KeptFile {
  const forms = new Map<Encoding, Promise<Buffer>>();
  return {
    digest: createHash('sha256').update(body).digest('base64url').slice(0, 22),
    bytes: (encoding) => {
      const form = forms.get(encoding) ?? encode(body, encoding);
      forms.set(encoding, form);
      return form;
    },
  };
}
