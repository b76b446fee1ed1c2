/** The scene that the frontmatter of the lesson names, for a component in its text. */
import { getEntry } from 'astro:content';

/** @param url the address of the page that is being built */
export async function sceneOfLesson(url: URL): Promise<string> {
  const slug = url.pathname.split('/').filter(Boolean).at(-1) ?? '';
  return (await getEntry('lessons', slug))?.data.scene ?? 'laptop';
}
