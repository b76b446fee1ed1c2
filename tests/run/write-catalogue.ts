/** `npm run catalogue`: writes src/shell/commands/catalogue.ts, the names and summaries of the programs that come by need. */
import { writeFileSync } from 'node:fs';
import { catalogueText } from './catalogue-text.ts';

writeFileSync(new URL('../../src/shell/commands/catalogue.ts', import.meta.url), await catalogueText());
