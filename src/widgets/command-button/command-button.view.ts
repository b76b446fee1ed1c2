/** What a press on a command button asks of the page; no DOM here. */

/** A CustomEvent for the document, as its name and detail. */
interface TypeRequest {
  readonly text: string;
  readonly run: true;
  /** Another host of the scene than the learner's own. */
  readonly host?: string;
}

export type Request =
  | { readonly name: 'workbench-show'; readonly detail: { readonly panel: string } }
  | { readonly name: 'terminal-type'; readonly detail: TypeRequest }
  | { readonly name: 'port-ask'; readonly detail: { readonly port: number } };

/** The events to dispatch, in order; none for a kind that does not exist. */
export function requestsFor(kind: string | undefined, text: string, host?: string): readonly Request[] {
  switch (kind) {
    case 'run':
      return [
        { name: 'workbench-show', detail: { panel: 'terminal' } },
        { name: 'terminal-type', detail: { text, run: true, ...(host !== undefined && { host }) } },
      ];
    case 'port':
      return [
        { name: 'workbench-show', detail: { panel: 'port' } },
        { name: 'port-ask', detail: { port: Number(text) } },
      ];
    case 'panel':
      return [{ name: 'workbench-show', detail: { panel: text } }];
    default:
      return [];
  }
}

/** The verb that a screen reader says before a command; the other buttons have words of their own. */
export function verbFor(kind: string | undefined): string {
  return kind === 'run' ? 'Run ' : '';
}
