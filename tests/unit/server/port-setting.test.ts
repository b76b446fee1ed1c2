import { expect, test } from 'vitest';
import { HOME_PORT, readPortSetting } from '../../../src/server/port-setting.ts';

test.each([undefined, '', '  '])(
  'without a value (%j) it is the port that the site is named after',
  (text) => {
    expect(readPortSetting(text)).toEqual({ kind: 'port', port: HOME_PORT });
  },
);

test.each([
  ['0', 0],
  ['1', 1],
  ['8080', 8080],
  [' 8080 ', 8080],
  ['65535', 65535],
])('PORT=%s is port %i', (text, port) => {
  expect(readPortSetting(text)).toEqual({ kind: 'port', port });
});

test.each(['abc', '70000', '65536', '-1', '80.5', '1e3', '0x50', '８０', '8080x', '123456'])(
  'PORT=%s is refused in one sentence that shows what would be right',
  (text) => {
    expect(readPortSetting(text)).toEqual({
      kind: 'problem',
      text: `PORT=${text} is not a port. A port is a whole number from 1 to 65535, as in PORT=8080. PORT=0 lets the system pick one.`,
    });
  },
);

test('a thousand characters are not repeated in full', () => {
  const setting = readPortSetting('9'.repeat(1000));
  expect(setting.kind === 'problem' && setting.text.length).toBeLessThan(160);
});
