import { existsSync, readFileSync } from 'node:fs';
import { type ArticleFile, readArticleFiles } from '../adapters/node/article-files.ts';
import {
  type Command,
  EXIT,
  isWebAddress,
  type Output,
  readArguments,
  serviceOrigin,
} from './command-line.ts';
import { articleReport } from './published-article.ts';
import { PublishingClient, type Refusal, type Sending } from './publishing-client.ts';

const STDIN_TYPES: Record<string, string> = {
  text: 'text/plain; charset=utf-8',
  html: 'text/html; charset=utf-8',
  markdown: 'text/markdown; charset=utf-8',
  json: 'application/json',
};

/** `tearsheet publish`: sends articles, or the addresses of their pages, to a running service. */
export const PUBLISH: Command = {
  usage: `tearsheet publish FILE | FOLDER | URL | - … [--service ADDRESS] [--id ID] [--json]
      Publishes articles to a running service: files (.txt .html .md .json), every one of a
      folder, pages by their address, or what comes on standard input (-).

      --service ADDRESS  the service; http://localhost:8080 where it is not named
      --id ID            the id of the article, where there is one alone; else a JSON article
                         names its own, a file is called by its name, and a page is found again
                         by its address
      --type TYPE        what comes on standard input: text, html, markdown or json
      --json             one JSON object a line, for programs

      The publisher token is read from TEARSHEET_TOKEN. Publishing the same again changes
      nothing; publishing something else under the same id corrects the article.
      Ends with 0 when all are published, 1 when one is refused, 2 when nothing can be done.`,
  async run(args, output) {
    const { values, positionals } = readArguments('publish', args, {
      service: { type: 'string', default: 'http://localhost:8080' },
      id: { type: 'string' },
      type: { type: 'string' },
      json: { type: 'boolean', default: false },
    });
    const service = serviceOrigin(values.service);
    const sendings = positionals.flatMap((argument) => sendingsOf(argument, values.type));
    if (sendings.length === 0)
      throw new Error('Name what to publish: a file, a folder, or the address of a page.');
    if (values.id !== undefined && sendings.length > 1) {
      throw new Error(`--id is for one article, and these are ${sendings.length}. Publish it alone.`);
    }
    const token = process.env.TEARSHEET_TOKEN;
    if (!token) throw new Error('Set TEARSHEET_TOKEN to the publisher token of the service.');
    const client = new PublishingClient(service, token);
    return publishAll(client, named(sendings, values.id), output, values.json);
  },
};

async function publishAll(
  client: PublishingClient,
  sendings: Sending[],
  { print }: Output,
  asJson: boolean,
): Promise<number> {
  let refused = 0;
  for (const sending of sendings) {
    const sent = await client.publish(sending);
    const { name } = sending;
    if ('refusal' in sent) {
      refused++;
      if (asJson) print(JSON.stringify({ input: name, outcome: 'refused', ...sent.refusal }));
      else print(refusalReport(name, sent.refusal));
    } else if (asJson) print(JSON.stringify({ input: name, ...sent }));
    else print(articleReport(sent));
  }
  if (sendings.length > 1 && !asJson)
    print(`\n${sendings.length - refused} of ${sendings.length} published.`);
  return refused > 0 ? EXIT.refused : EXIT.done;
}

function sendingsOf(argument: string, type: string | undefined): Sending[] {
  if (isWebAddress(argument)) {
    return [
      {
        name: argument,
        mediaType: 'application/json',
        body: JSON.stringify({ url: argument }),
        page: argument,
      },
    ];
  }
  if (argument !== '-')
    return filesAt(argument).map(({ body, ...file }) => ({ ...file, body: new Uint8Array(body) }));
  const mediaType = STDIN_TYPES[type ?? ''];
  if (!mediaType) {
    throw new Error(
      `Say what comes on standard input: --type ${Object.keys(STDIN_TYPES).join(', --type ')}.`,
    );
  }
  return [{ name: '-', mediaType, body: new Uint8Array(readFileSync(0)) }];
}

function filesAt(path: string): (ArticleFile & { name: string })[] {
  if (!existsSync(path))
    throw new Error(`There is no file ${path}. The address of a page begins with https://.`);
  try {
    const files = readArticleFiles(path).map((file) => ({ ...file, name: path }));
    if (files.length > 0)
      return files.length > 1 ? files.map((file) => ({ ...file, name: `${path}: ${file.id}` })) : files;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(code ? `${path} cannot be read: ${message}` : message, { cause: error });
  }
  throw new Error(`In the folder ${path} no file ends in .txt, .html, .md or .json.`);
}

/** Refuses files that would be one article: the second would replace the first. */
function named(sendings: Sending[], id: string | undefined): Sending[] {
  if (id !== undefined) return sendings.map((sending) => ({ ...sending, id }));
  const taken = new Map<string, string>();
  for (const { id: own, name } of sendings) {
    if (own === undefined) continue;
    const other = taken.get(own);
    if (other !== undefined) {
      throw new Error(
        `${other} and ${name} would both be the article ${own}. Rename one, or publish it alone with --id.`,
      );
    }
    taken.set(own, name);
  }
  return sendings;
}

function refusalReport(name: string, { detail, errors, mend }: Refusal): string {
  return [
    `✗ refused    ${name}`,
    `  why        ${detail}`,
    ...errors.map((error) => `             ${error.field}: ${error.detail}`),
    `  what to do ${mend}`,
  ].join('\n');
}
