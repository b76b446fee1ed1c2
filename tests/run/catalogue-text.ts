import { commands } from '../../src/shell/commands/index.ts';
import { isPartName, partFetches } from '../../src/shell/commands/parts.ts';

function quoted(text: string): string {
  return text.includes("'") && !text.includes('"') ? `"${text}"` : `'${text.replaceAll("'", "\\'")}'`;
}

/** The file as it should be, in the project's own format. */
export async function catalogueText(): Promise<string> {
  const lines: string[] = [];
  for (const part of Object.keys(partFetches).filter(isPartName)) {
    const programs = await partFetches[part](() => commands);
    const entries = programs.map(({ name, summary }) => {
      const key = /^[a-z_][\w]*$/i.test(name) ? name : quoted(name);
      return `    ${key}: ${quoted(summary)},\n`;
    });
    lines.push(`  ${part}: {\n${entries.join('')}  },\n`);
  }
  return `/** Names and summaries of the programs that come by need. Written by \`npm run catalogue\`; a test holds it to the programs. */
import type { PartName } from './parts.ts';

export const catalogue: Readonly<Record<PartName, Readonly<Record<string, string>>>> = {
${lines.join('')}};
`;
}
