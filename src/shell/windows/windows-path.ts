/** Paths as Windows writes them. The host's files have one root, which is drive C: here. */

/** `C:\Users\dev` for `/Users/dev`. */
export function toWindowsPath(path: string): string {
  return `C:\\${path.replace(/^\//, '').replaceAll('/', '\\')}`;
}

/** `/Users/dev` for `C:\Users\dev`, `c:/Users/dev` or `\Users\dev`; a path that is not whole stays so. */
export function fromWindowsPath(path: string): string {
  const slashes = path.replaceAll('\\', '/');
  return slashes.replace(/^[cC]:(?=\/|$)/, '').replace(/^$/, path === '' ? '' : '/');
}
