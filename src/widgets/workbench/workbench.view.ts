/** Which instruments a workbench has and what a key does on its tabs; no DOM here. */

export const panelNames = ['terminal', 'bind', 'port', 'trace', 'sockets'] as const;
export type PanelName = (typeof panelNames)[number];

const titles: Readonly<Record<PanelName, string>> = {
  terminal: 'Terminal',
  bind: 'Bind lab',
  port: 'Port',
  trace: 'Trace',
  sockets: 'Sockets',
};

/** The word on a panel's tab and over the panel. */
export function panelTitle(name: PanelName): string {
  return titles[name];
}

export function toPanelName(text: unknown): PanelName | undefined {
  return panelNames.find((name) => name === text);
}

/** The tab that a key leads to (ARIA tabs pattern), or undefined where the key means nothing here. */
export function tabAfterKey(
  key: string,
  current: PanelName,
  panels: readonly PanelName[],
): PanelName | undefined {
  const at = panels.indexOf(current);
  switch (key) {
    case 'ArrowRight':
      return panels[(at + 1) % panels.length];
    case 'ArrowLeft':
      return panels.at(at - 1);
    case 'Home':
      return panels[0];
    case 'End':
      return panels.at(-1);
    default:
      return undefined;
  }
}
