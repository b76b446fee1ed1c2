import { extname } from 'node:path';

const TEXT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.map': 'application/json',
  '.md': 'text/markdown',
  '.mjs': 'text/javascript',
  '.sh': 'text/x-shellscript',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.webmanifest': 'application/manifest+json',
  '.xml': 'application/xml',
};

const BINARY_TYPES: Readonly<Record<string, string>> = {
  '.avif': 'image/avif',
  '.gif': 'image/gif',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.zip': 'application/zip',
};

export type ContentType = {
  readonly value: string;
  /** Whether compressing it is worth the work: images and fonts are compressed already. */
  readonly compressible: boolean;
};

/** The media type for a file's extension; bytes without a known one are `application/octet-stream`. */
export function contentType(file: string): ContentType {
  const extension = extname(file).toLowerCase();
  const text = TEXT_TYPES[extension];
  if (text !== undefined) return { value: `${text}; charset=utf-8`, compressible: true };
  return {
    value: BINARY_TYPES[extension] ?? 'application/octet-stream',
    compressible: extension === '.wasm',
  };
}
