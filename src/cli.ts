#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { makeDemo } from './demo.ts';
import { takeDownByCommand } from './takedown-command.ts';

const USAGE = `tearsheet: articles in; feeds, previews and quote cards out

  tearsheet demo [file or folder …] [--out folder]
      Reads articles (.txt .html .md .json; the examples where none is named) and
      writes feeds, previews, cards and an index.html to look at into out/.

  tearsheet takedown <address of a post | platform/id | platform/@handle> [--service address]
      Takes a post, or everything by an author, out of cards, feeds and pages of a running
      service for good. The publisher token is read from TEARSHEET_TOKEN.

To run the service, use: npm start`;

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      out: { type: 'string', default: 'out' },
      service: { type: 'string', default: 'http://localhost:8080' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [command, ...rest] = positionals;
  const print = (line: string) => console.log(line);
  if (values.help || command === undefined || command === 'help') return print(USAGE);
  if (command === 'demo') return makeDemo(rest, values.out, print);
  if (command === 'takedown' && rest.length === 1) {
    return takeDownByCommand(rest[0] ?? '', values.service, process.env.TEARSHEET_TOKEN, print);
  }
  throw new Error(USAGE);
}

await run().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 2;
});
