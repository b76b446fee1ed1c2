/** Which file a component of a lesson stands in, so that a mistake in it can be found. */

/** `content/lessons/run-a-server/index.mdx`, from the address of the page that is being built. */
export function lessonFile(url: URL): string {
  const slug = url.pathname.split('/').filter(Boolean).at(-1) ?? '';
  return `content/lessons/${slug}/index.mdx`;
}

export function lessonMistake(url: URL, element: string, reason: string): Error {
  return new Error(`${lessonFile(url)}: ${element}: ${reason}`);
}
