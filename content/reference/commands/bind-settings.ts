import type { CommandPage } from '../../../src/components/reference/command-page.ts';
import { sources } from '../sources.ts';

export default {
  name: 'bind settings',
  group: 'Servers',
  question: 'Where do I tell nginx, Redis or PostgreSQL which address to listen on?',
  answers:
    'Each has one setting for it. Change it, start the service again, and look with ss: the list of sockets is the proof.',
  lines: [
    { line: 'listen 127.0.0.1:80;', says: 'nginx, in a server block. listen 80; alone is 0.0.0.0:80' },
    { line: 'bind 127.0.0.1 -::1', says: 'Redis, in redis.conf. The minus lets it start without IPv6' },
    {
      line: "listen_addresses = 'localhost'",
      says: "PostgreSQL, in postgresql.conf. '*' is every address; it needs a restart",
    },
    { line: 'sudo systemctl restart redis-server', says: 'after the change' },
    { line: 'sudo ss -tlnp', says: 'and then look' },
  ],
  shown: [
    {
      says: 'As Debian’s packages set them up: the web server for everybody, the databases for this host alone.',
      scene: 'server',
      lines: ['sudo ss -tlnp'],
      fields: [
        { find: /0\.0\.0\.0:80/, name: 'nginx, IPv4', means: 'listen 80; gives every IPv4 address.' },
        {
          find: /127\.0\.0\.1:5432/,
          name: 'PostgreSQL, IPv4',
          means: 'listen_addresses = localhost gives the loopback addresses.',
        },
        { find: /127\.0\.0\.1:6379/, name: 'Redis, IPv4', means: 'bind 127.0.0.1 -::1 does the same.' },
        {
          find: /\[::\]:80/,
          name: 'nginx, IPv6',
          means: 'A second line, listen [::]:80;, is needed for IPv6.',
        },
        {
          find: /\[::1\]:5432/,
          name: 'PostgreSQL, IPv6',
          means: 'localhost has two addresses, so it has two listeners.',
        },
      ],
    },
  ],
  silent: [
    'A password is another matter. PostgreSQL asks pg_hba.conf who may come in; Redis has protected mode, which answers only loopback clients where neither bind nor a password is set.',
    'Redis without any configuration file listens on every address.',
    'In a container these settings concern the container’s own loopback. Listen on 0.0.0.0 inside, and publish to 127.0.0.1 outside.',
  ],
  counterparts: {
    macos: {
      lines: ["listen_addresses = 'localhost'"],
      says: 'The same settings. The files lie elsewhere, and brew services restarts them.',
      source: sources.postgresListen,
    },
    windows: {
      lines: ["listen_addresses = 'localhost'"],
      says: 'The same settings for nginx and PostgreSQL. Redis is not made for Windows.',
      source: sources.nginxListen,
    },
  },
  lessons: ['services-that-listen-too-widely', 'listen-only-where-you-must'],
  sources: [sources.nginxListen, sources.redisSecurity, sources.postgresListen],
} satisfies CommandPage;
