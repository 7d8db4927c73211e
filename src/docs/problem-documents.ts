import { PROBLEMS, type ProblemCode } from '../domain/problem.ts';

const CODES = Object.keys(PROBLEMS) as ProblemCode[];

/** Which document says more; every other problem is of the API in general. */
const MORE: Partial<Record<ProblemCode, string>> = {
  'cursor-outdated': 'partners',
  'forbidden-link': 'previews',
  'format-not-offered': 'unfurling',
  'invalid-article': 'publishing',
  'invalid-crosspost-account': 'crossposts',
  'invalid-partner': 'partners',
  'invalid-preview': 'previews',
  'invalid-signature': 'sources',
  'invalid-source': 'sources',
  'invalid-subscription': 'websub',
  'invalid-webhook': 'sources',
  'no-article-found': 'publishing',
  'origin-unreachable': 'front',
  'page-forbidden-by-robots': 'fetching',
  'page-gone': 'fetching',
  'page-not-html': 'fetching',
  'page-too-large': 'fetching',
  'page-unreachable': 'fetching',
  'partner-key-refused': 'partners',
  'partner-taken': 'partners',
  'post-not-public': 'policies',
  'secrets-key-missing': 'settings',
  'source-taken': 'sources',
  'storage-full': 'operations',
  'storage-read-only': 'operations',
  'too-many-requests': 'partners',
  'too-many-subscriptions': 'websub',
  unauthorized: 'settings',
};

/** The document that lists all problems. */
export function problemList(): string {
  const sections = CODES.map((code) => {
    const { status, title, mend } = PROBLEMS[code];
    return `## ${code}\n\n**${escaped(title)}** (HTTP ${status}). ${escaped(mend)}\n`;
  });
  const lead =
    'Every refusal is `application/problem+json` (RFC 9457). The end of its `type` is one of these names and never changes; `detail` says what is wrong with your request. Where `Accept` prefers `text/html`, as in a browser, the same is told by a page.';
  return `# Problems\n\n${lead}\n\n${sections.join('\n')}`;
}

/**
 * The documents of single problems, by the name they are served under. `publicUrl` stands in their examples;
 * `titleOf` knows the titles of the documents that are there.
 */
export function problemDocuments(
  publicUrl: string,
  titleOf: (name: string) => string | undefined,
): Record<string, string> {
  return Object.fromEntries(
    CODES.map((code) => {
      const name = MORE[code] ?? '';
      const title = titleOf(name);
      return [
        `problems/${code}`,
        problemDocument(publicUrl, code, title ? `[${title}](${name}.md)` : undefined),
      ];
    }),
  );
}

function problemDocument(publicUrl: string, code: ProblemCode, more: string | undefined): string {
  const { status, title, mend } = PROBLEMS[code];
  const type = `${publicUrl}/problems/${code}`;
  const answer = JSON.stringify({ type, title, status, detail: '…' }, null, 2);
  return [
    `# ${escaped(title)}`,
    `\`${code}\`, HTTP status ${status}.`,
    '## What to do',
    escaped(mend).replaceAll('/openapi.json', '[/openapi.json](http://localhost:8080/openapi.json)'),
    ...(more ? [`More about it: ${more}.`] : []),
    '## How it is answered',
    `As \`application/problem+json\` (RFC 9457). \`detail\` says what is wrong with the request at hand; where single fields are, \`errors\` lists them.`,
    `\`\`\`json\n${answer}\n\`\`\``,
    '[All problems](problems.md)',
  ].join('\n\n');
}

/** Text that is not meant as Markdown. */
function escaped(text: string): string {
  return text.replace(/[<*]/g, '\\$&').replace(/\bdocs\/([\w-]+)\.md\b/g, '[$1]($1.md)');
}
