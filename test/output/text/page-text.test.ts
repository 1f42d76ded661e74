import { describe, expect, it } from 'vitest';
import { pageText } from '../../../src/output/text/page-text.ts';

const page = `# A heading that is longer than the screen

One two three four five six
seven.

- first item of the list
  goes on
- short

| a table | stays as it is |

\`\`\`yaml
code: stays as it is, too
\`\`\`
`;

describe('a page on a terminal', () => {
  it('is broken where it is too wide', () => {
    expect(pageText(page, 16)).toBe(`# A heading that is longer than the screen

One two three
four five six
seven.

- first item of
  the list goes
  on
- short

| a table | stays as it is |

\`\`\`yaml
code: stays as it is, too
\`\`\`
`);
  });

  it('is as it is written where there is room, or no terminal', () => {
    expect(pageText(page, 100)).toBe(page);
    expect(pageText(page, undefined)).toBe(page);
  });
});
