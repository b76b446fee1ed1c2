/** The part of Pagefind's interface that is used here. Its files are made when the site is built, not bundled. */
import { path } from '../../paths.ts';

export interface FoundPage {
  readonly url: string;
  readonly title: string;
  /** HTML whose only element is `<mark>`. */
  readonly excerpt: string;
}

interface PagefindData {
  readonly url: string;
  readonly excerpt: string;
  readonly meta: { readonly title?: string };
  /** The places within the page that have headings with an anchor; the page's own beginning is one of them. */
  readonly sub_results: readonly { readonly url: string; readonly title: string; readonly excerpt: string }[];
}

interface Pagefind {
  options(options: { readonly baseUrl: string; readonly excerptLength: number }): Promise<void>;
  init(): Promise<void>;
  /** `null` when something newer was asked meanwhile. */
  debouncedSearch(
    text: string,
    options: object,
    milliseconds: number,
  ): Promise<{ readonly results: readonly { data(): Promise<PagefindData> }[] } | null>;
}

let loading: Promise<Pagefind> | undefined;

function load(): Promise<Pagefind> {
  loading ??= (async () => {
    const address = path('/pagefind/pagefind.js');
    const pagefind: Pagefind = await import(/* @vite-ignore */ address);
    await pagefind.options({ baseUrl: path('/'), excerptLength: 22 });
    await pagefind.init();
    return pagefind;
  })().catch((error: unknown) => {
    // The next key tries again.
    loading = undefined;
    throw error;
  });
  return loading;
}

/** How long typing must rest before it is searched. */
const rest = 120;

/** @returns the best pages and how many there are in all; undefined when something newer was asked meanwhile */
export async function search(
  text: string,
  most: number,
): Promise<{ readonly found: number; readonly pages: readonly FoundPage[] } | undefined> {
  const pagefind = await load();
  const answer = await pagefind.debouncedSearch(text, {}, rest);
  if (answer === null) return undefined;
  const data = await Promise.all(answer.results.slice(0, most).map((result) => result.data()));
  return { found: answer.results.length, pages: data.map(toPage) };
}

/** The best place within a page, where that is not its beginning: `Glossary: ephemeral port`. */
function toPage({ url, excerpt, meta, sub_results: places }: PagefindData): FoundPage {
  const [best] = places;
  const title = meta.title ?? url;
  return best?.url.includes('#') && best.title !== title
    ? { url: best.url, title: `${title}: ${best.title}`, excerpt: best.excerpt }
    : { url, title, excerpt };
}
