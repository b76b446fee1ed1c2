import { describe, expect, it } from 'vitest';
import type { PanelName } from '../../../src/widgets/workbench/workbench.view.ts';
import { tabAfterKey, toPanelName } from '../../../src/widgets/workbench/workbench.view.ts';

const panels: readonly PanelName[] = ['terminal', 'sockets', 'bind'];

describe('a key on a tab', () => {
  it.each([
    ['ArrowRight', 'terminal', 'sockets'],
    ['ArrowRight', 'bind', 'terminal'],
    ['ArrowLeft', 'sockets', 'terminal'],
    ['ArrowLeft', 'terminal', 'bind'],
    ['Home', 'bind', 'terminal'],
    ['End', 'terminal', 'bind'],
  ] as const)('%s on %s leads to %s', (key, current, next) => {
    expect(tabAfterKey(key, current, panels)).toBe(next);
  });

  it('any other key means nothing', () => {
    expect(tabAfterKey('ArrowDown', 'terminal', panels)).toBeUndefined();
    expect(tabAfterKey('a', 'terminal', panels)).toBeUndefined();
  });
});

describe('a panel name', () => {
  it('is one of those that a workbench has', () => {
    expect(toPanelName('bind')).toBe('bind');
  });

  it('is nothing else', () => {
    expect(toPanelName('Bind')).toBeUndefined();
    expect(toPanelName(undefined)).toBeUndefined();
  });
});
