import type { APIRoute } from 'astro';
import { compiledRegistry } from '../../build/registry.ts';

export const GET: APIRoute = () => new Response(compiledRegistry.names);
