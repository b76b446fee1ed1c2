import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';

/**
 * Chooses a content encoding (RFC 9110 §12.5.3): brotli, else gzip, else the bytes as they are.
 *
 * @param accept the Accept-Encoding header; `q=0` refuses an encoding
 */
export function chooseEncoding(accept: string | undefined): Encoding {
  const accepted = new Map<string, boolean>();
  for (const part of (accept ?? '').toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    const refused = parameters.some((parameter) => /^q\s*=\s*0(\.0*)?$/.test(parameter));
    accepted.set(name, !refused);
  }
  const anyOther = accepted.get('*') ?? false;
  if (accepted.get('br') ?? anyOther) return 'br';
  if (accepted.get('gzip') ?? anyOther) return 'gzip';
  return 'identity';
}

/** The bytes in that encoding. */
export async function encode(body: Buffer, encoding: Encoding): Promise<Buffer> {
  switch (encoding) {
    case 'br':
      return promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
    case 'gzip':
      return promisify(gzip)(body, { level: 9 });
    case 'identity':
      return body;
  }
}
