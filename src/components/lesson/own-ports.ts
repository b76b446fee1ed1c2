/** The ports of the reader's machine that a lesson asks: its page's security policy allows these and no other. */

/** A tag with its attributes; an attribute's value stands in double quotes or braces. */
const ownMachine = /<YourMachine((?:\s+\w+(?:=(?:"[^"]*"|\{[^}]*\}))?)*)/g;

/** @param body the lesson's text as it was written */
export function ownPorts(body: string): readonly number[] {
  const ports = [...body.matchAll(ownMachine)].flatMap(([, attributes = '']) => {
    const [, port] = /\sport=\{(\d+)\}/.exec(attributes) ?? [];
    return port === undefined ? [] : [Number(port)];
  });
  return [...new Set(ports)];
}
