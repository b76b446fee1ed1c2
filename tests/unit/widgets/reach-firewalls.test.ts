/** What the firewall's form types on each system, run on that system. */
import { expect, test } from 'vitest';
import { type MatrixRow, reachMatrix } from '../../../src/course/reach-matrix.ts';
import { findScene } from '../../../src/course/scenes/index.ts';
import { rowHostsOf, viewpointsOf } from '../../../src/course/viewpoints.ts';
import { rebindLine } from '../../../src/widgets/reach/reach-changes.view.ts';
import { type FirewallForm, firewallForm } from '../../../src/widgets/reach/reach-firewalls.view.ts';
import { listsKey } from '../../../src/widgets/terminal/terminal-lists.view.ts';
import { type Seat, sitDown } from '../course/seat.ts';

function open(scene: string, start: string) {
  const seat: Seat = sitDown(findScene(scene));
  seat.type(start);
  const { world } = seat;
  const look = () => reachMatrix(rowHostsOf(world), viewpointsOf(world.network, world.host));
  const form = (): FirewallForm => firewallForm(world.host, look().rows);
  const row = (port: number): MatrixRow => {
    const found = look().rows.find((one) => one.port === port);
    if (!found) throw new Error(`nobody listens on ${port}`);
    return found;
  };
  /** What the phone gets. */
  const phone = (port: number): string | undefined => {
    const column = look().viewpoints.findIndex(({ label }) => label === 'A phone on the Wi-Fi');
    return row(port).cells[column]?.answer;
  };
  /** Runs the lines; what went wrong would be said. */
  const rule = (action: string, target: string): string =>
    form()
      .ruleLines(action, target)
      .map(({ line }) => seat.type(line))
      .join('');
  return { seat, form, row, phone, rule };
}

test('Windows: a port is allowed, blocked, and its rule taken away', () => {
  const { seat, form, phone, rule } = open('windows', 'Start-Process python "-m http.server 8000"');
  expect(form().name).toBe('Windows Firewall');
  expect(phone(8000)).toBe('no');
  expect(rule('Allow', '8000')).toContain('Port 8000');
  expect(phone(8000)).toBe('yes');
  rule('Block', '8000');
  expect(phone(8000)).toBe('no');
  expect(seat.type('Get-NetFirewallRule').match(/DisplayName/g)).toHaveLength(1);
  rule('remove', '8000');
  expect(seat.type('Get-NetFirewallRule')).toBe('');
  seat.type(form().switchLine(false).line);
  expect([form().isOn, phone(8000)]).toEqual([false, 'yes']);
});

test('macOS: a program is blocked, allowed, and taken off the list', () => {
  const { form, phone, rule } = open('mac', 'python3 -m http.server 8000 --directory site >/dev/null 2>&1 &');
  expect([form().isOn, form().about, phone(8000)]).toEqual([false, 'program', 'yes']);
  const python = form().targets.find(({ text }) => /python/i.test(text))?.value ?? '';
  rule('--blockapp', python);
  expect([form().isOn, phone(8000)]).toEqual([true, 'no']);
  rule('--unblockapp', python);
  expect(phone(8000)).toBe('yes');
  rule('--blockapp', python);
  rule('--remove', python);
  expect(phone(8000)).toBe('yes');
});

test('macOS: every listener’s program can be chosen, and a server started anew elsewhere', () => {
  const { seat, form, row, phone } = open(
    'mac',
    'python3 -m http.server 8000 --directory site >/dev/null 2>&1 &',
  );
  expect(form().targets.map(({ text }) => text)).toEqual(['ControlCenter.app', 'Python.app']);
  const again = rebindLine(row(8000), '127.0.0.1');
  expect(again?.line).toContain('--bind 127.0.0.1');
  seat.type(again?.line ?? '');
  expect(phone(8000)).toBe('no');
});

test('Linux: as before, with ufw', () => {
  const { form, phone, rule } = open(
    'home',
    'python3 -m http.server 8000 --directory site >/dev/null 2>&1 &',
  );
  expect(form().actions.map(({ value }) => value)).toEqual(['deny', 'reject', 'allow']);
  rule('deny', '8000');
  expect(phone(8000)).toBe('no');
  rule('allow', '8000');
  expect(phone(8000)).toBe('yes');
});

test.each([
  ['linux', 'home'],
  ['macos', 'mac'],
  ['windows', 'windows'],
] as const)('the key of %s that lists who listens runs there', (system, scene) => {
  const seat = sitDown(findScene(scene));
  expect(seat.type(listsKey(system).label)).not.toMatch(/not found|not recognized|invalid/i);
});
