import { type Command, EXIT, type Output, readArguments } from './command-line.ts';
import { askService } from './service-call.ts';

const USAGE = `tearsheet crossposts account | list | retry [--service ADDRESS] [--json]
      Articles as posts of an account on Bluesky, or on another server of the AT Protocol.
      The publisher token is read from TEARSHEET_TOKEN.

  tearsheet crossposts account [HANDLE] [--server ADDRESS] [--template TEXT] [--section NAME …]
      [--tag NAME …] [--language CODE …] [--pause] [--no-documents]
      Shows the account, or sets it. Its app password is read from TEARSHEET_APP_PASSWORD;
      without one, only what is posted changes.
  tearsheet crossposts account --remove
      Its posts stay.
  tearsheet crossposts list [--limit NUMBER]
  tearsheet crossposts retry ARTICLE
      Posts what failed, or was never posted.`;

const OPTIONS = {
  server: { type: 'string' },
  template: { type: 'string' },
  section: { type: 'string', multiple: true },
  tag: { type: 'string', multiple: true },
  language: { type: 'string', multiple: true },
  pause: { type: 'boolean', default: false },
  'no-documents': { type: 'boolean', default: false },
  remove: { type: 'boolean', default: false },
  limit: { type: 'string', default: '100' },
  service: { type: 'string', default: 'http://localhost:8080' },
  json: { type: 'boolean', default: false },
} as const;

type Values = ReturnType<typeof readArguments<typeof OPTIONS>>['values'];

interface Account {
  handle: string;
  did: string;
  service: string;
  state: string;
  enabled: boolean;
  words?: string;
  waitUntil?: string;
}

interface Crosspost {
  articleId: string;
  state: string;
  url?: string;
  dueAt?: string;
  words?: string;
}

interface Desk {
  values: Values;
  print: Output['print'];
  ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer>;
}

/** `tearsheet crossposts …` at a running service. */
export const CROSSPOSTS: Command = {
  usage: USAGE,
  async run(args, { print }) {
    const { values, positionals } = readArguments('crossposts', args, OPTIONS);
    const [action, subject, another] = positionals;
    const desk: Desk = { values, print, ask: askService(values.service, process.env.TEARSHEET_TOKEN) };
    if (another) throw new Error(USAGE);
    if (action === 'account') await account(desk, subject);
    else if (action === 'list' && !subject) await list(desk);
    else if (action === 'retry' && subject) await retry(desk, subject);
    else throw new Error(USAGE);
    return EXIT.done;
  },
};

async function account({ values, print, ask }: Desk, handle: string | undefined): Promise<void> {
  if (values.remove) {
    await ask('DELETE', '/crossposts/account');
    return print(values.json ? '{"removed":true}' : 'Removed; its posts stay.');
  }
  const found = handle
    ? await ask<Account>('PUT', '/crossposts/account', {
        identifier: handle,
        service: values.server,
        appPassword: process.env.TEARSHEET_APP_PASSWORD || undefined,
        template: values.template,
        sections: values.section,
        tags: values.tag,
        languages: values.language,
        enabled: !values.pause,
        documents: !values['no-documents'],
      })
    : await ask<Account>('GET', '/crossposts/account');
  if (values.json) return print(JSON.stringify(found));
  const { state, enabled, words, waitUntil } = found;
  const wait = waitUntil ? `, waits until ${waitUntil}` : '';
  print(`${found.handle} at ${found.service}  ${state}${enabled ? '' : ', paused'}${wait}`);
  if (words) print(`  ${words}`);
}

async function list({ values, print, ask }: Desk): Promise<void> {
  const answer = await ask<{ crossposts: Crosspost[] }>(
    'GET',
    `/crossposts?limit=${encodeURIComponent(values.limit)}`,
  );
  if (values.json) return print(JSON.stringify(answer));
  if (answer.crossposts.length === 0) print('Nothing was posted yet.');
  for (const post of answer.crossposts) print(inWords(post));
}

async function retry({ values, print, ask }: Desk, articleId: string): Promise<void> {
  const post = await ask<Crosspost>('POST', `/crossposts/articles/${encodeURIComponent(articleId)}`);
  print(values.json ? JSON.stringify(post) : inWords(post));
}

function inWords({ articleId, state, url, dueAt, words }: Crosspost): string {
  const more = [url, dueAt && `at ${dueAt}`, words].filter(Boolean);
  return [articleId, state, ...more].join('  ');
}
