/** Where a service listens is what its configuration said when it started. */
import { describe, expect, test } from 'vitest';
import { findScene } from '../../../src/course/scenes/index.ts';
import { sitDown } from './seat.ts';

function listeners(type: (line: string) => string, port: number): readonly string[] {
  return type('ss -Hltn')
    .split('\n')
    .flatMap((line) => line.trim().split(/\s+/)[3] ?? [])
    .filter((local) => local.endsWith(`:${port}`));
}

describe('a service', () => {
  test('listens elsewhere after a change and a restart, and not before', () => {
    const { type } = sitDown(findScene('open-services'));
    expect(listeners(type, 6379)).toEqual(['0.0.0.0:6379']);
    type("sudo sed -i 's/^bind .*/bind 127.0.0.1 -::1/' /etc/redis/redis.conf");
    expect(listeners(type, 6379)).toEqual(['0.0.0.0:6379']);
    type('sudo systemctl restart redis-server');
    expect(listeners(type, 6379)).toEqual(['127.0.0.1:6379', '[::1]:6379']);
    expect(type('ps -e -o args=')).toContain('/usr/bin/redis-server 127.0.0.1:6379');
  });

  test('of PostgreSQL listens on localhost without the line, and everywhere with a star', () => {
    const { type } = sitDown(findScene('open-services'));
    expect(listeners(type, 5432)).toEqual(['0.0.0.0:5432', '[::]:5432']);
    type("sudo sed -i 's/^listen/#listen/' /etc/postgresql/15/main/postgresql.conf");
    type('sudo systemctl restart postgresql');
    expect(listeners(type, 5432)).toEqual(['127.0.0.1:5432', '[::1]:5432']);
  });

  test('of nginx takes an address before the port', () => {
    const { type } = sitDown(findScene('server'));
    type(
      "sudo sed -i 's/listen 80 /listen 127.0.0.1:8080 /; s/listen .*::.*/ /' /etc/nginx/sites-enabled/default",
    );
    type('sudo systemctl restart nginx');
    expect(listeners(type, 80)).toEqual([]);
    expect(listeners(type, 8080)).toEqual(['127.0.0.1:8080']);
  });

  test('that cannot make out an address fails to start', () => {
    const { type } = sitDown(findScene('server'));
    type("sudo sed -i 's/^bind .*/bind somewhere/' /etc/redis/redis.conf");
    expect(type('sudo systemctl restart redis-server')).toContain('Job for redis-server.service failed');
  });
});

// Recorded from Redis 7.0.15, bound to 0.0.0.0 without a password.
test('Redis in protected mode answers callers from elsewhere with an error', () => {
  const { type } = sitDown(findScene('open-services'));
  expect(type('redis-cli -h 192.168.1.10 ping', 'phone')).toBe('PONG\n');
  type("sudo sed -i 's/^protected-mode no/protected-mode yes/' /etc/redis/redis.conf");
  type('sudo systemctl restart redis-server');
  expect(type('redis-cli ping')).toBe('PONG\n');
  for (const host of ['phone', 'server'])
    expect(type('redis-cli -h 192.168.1.10 ping', host)).toMatch(
      /^\(error\) DENIED Redis is running in protected mode because protected mode is enabled/,
    );
});
