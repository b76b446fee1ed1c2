import type { APIRoute } from 'astro';
import { caseTopics } from '../build/case-topics.ts';
import { outlinedLessons } from '../components/lessons.ts';
import { commands } from '../components/reference/commands.ts';
import { sheets } from '../components/reference/sheets.ts';
import { path } from '../paths.ts';

/** Every page that is a destination, with its absolute address. */
export const GET: APIRoute = async ({ site }) => {
  const lessons = (await outlinedLessons()).map(({ slug }) => path(`/lessons/${slug}/`));
  const topics = (await caseTopics()).map(({ slug }) => path(`/cases/${slug}/`));
  const pages = [
    path('/'),
    path('/lessons/'),
    ...lessons,
    path('/ports/'),
    path('/bind/'),
    path('/browser/'),
    path('/terminal/'),
    path('/reference/'),
    path('/reference/errors/'),
    path('/reference/glossary/'),
    ...commands.map(({ slug }) => path(`/reference/commands/${slug}/`)),
    ...sheets.map(({ slug }) => path(`/reference/sheets/${slug}/`)),
    path('/cases/'),
    ...topics,
  ];
  const entries = pages.map((page) => `  <url><loc>${new URL(page, site).href}</loc></url>`);
  const body = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...entries,
    '</urlset>',
    '',
  ].join('\n');
  return new Response(body, { headers: { 'Content-Type': 'application/xml' } });
};
