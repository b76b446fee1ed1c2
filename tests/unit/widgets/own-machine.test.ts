import { describe, expect, test } from 'vitest';
import { ownPorts } from '../../../src/components/lesson/own-ports.ts';
import {
  commandsThatTell,
  type Finding,
  patience,
  tellFinding,
} from '../../../src/widgets/own-machine/check-port.view.ts';
import { servedFrom } from '../../../src/widgets/own-machine/served-from.ts';

const failed = { kind: 'failed', permission: 'unknown', policy: false, secure: false } as const;

function told(finding: Finding): string {
  return tellFinding(finding, 62893).join(' ');
}

describe('check my port', () => {
  test('an answer says that something answers, and not what', () => {
    expect(told({ kind: 'answered', here: false })).toBe(
      'Something answers on 127.0.0.1:62893. A page is not shown what it said, or which program it is.',
    );
  });

  test('an answer from where the page itself came is Homeport, a process called node', () => {
    expect(told({ kind: 'answered', here: true })).toMatch(/It is Homeport itself.* node\.$/);
  });

  test('a failure never says that nobody listens, only that it may be so', () => {
    expect(told(failed)).toMatch(
      /^No answer that this page may see\. .*nobody listens there; .*or the browser/,
    );
    expect(told(failed)).not.toContain('https');
    expect(told({ ...failed, secure: true })).toContain('Safari');
  });

  test('a refused permission and a policy are told as such', () => {
    expect(told({ ...failed, permission: 'denied' })).toContain('nothing was sent');
    expect(told({ ...failed, policy: true })).toContain('security policy');
  });

  test('silence is not a closed port', () => {
    expect(told({ kind: 'silent', milliseconds: 5000 })).toMatch(
      /^No answer within 5 seconds\. A closed port/,
    );
  });

  test('a port that browsers refuse is answered without a request', () => {
    expect(tellFinding({ kind: 'not asked', service: 'x11' }, 6000)[0]).toBe(
      'Nothing was asked. Browsers open no URL on port 6000, which belongs to x11.',
    );
  });

  test('it waits longer where the browser asks the reader first', () => {
    expect(patience('prompt')).toBeGreaterThan(patience('granted'));
  });

  test('the command that can tell names the port, on each system', () => {
    expect(commandsThatTell(3000)).toEqual({
      linux: "ss -tlnp 'sport = :3000'",
      macos: 'lsof -nP -iTCP:3000 -sTCP:LISTEN',
      windows: 'Get-NetTCPConnection -LocalPort 3000',
    });
  });
});

test('the page is served from the port when this machine serves it there', () => {
  expect(servedFrom(62893, { hostname: '127.0.0.1', port: '62893' })).toBe(true);
  expect(servedFrom(62893, { hostname: 'localhost', port: '62893' })).toBe(true);
  expect(servedFrom(62893, { hostname: '127.0.0.1', port: '8080' })).toBe(false);
  expect(servedFrom(62893, { hostname: 'homeport.example', port: '62893' })).toBe(false);
  expect(servedFrom(80, { hostname: 'homeport.example', port: '' })).toBe(false);
});

test('a lesson’s policy allows the ports that it checks, and no other', () => {
  const body = `<Try port={80} />
<YourMachine
  run="echo a > b"
  port={62893}
>
<YourMachine port={3000} /> <YourMachine run="x" /> <Try port={443} />`;
  expect(ownPorts(body)).toEqual([62893, 3000]);
});
