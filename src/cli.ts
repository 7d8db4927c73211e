#!/usr/bin/env node
import { makeDemo } from './demo.ts';

const USAGE = `tearsheet: articles in; feeds, previews and quote cards out

  tearsheet demo [file or folder …] [--out folder]
      Reads articles (.txt .html .md .json; the examples where none is named) and
      writes feeds, previews, cards and an index.html to look at into out/.

To run the service, use: npm start`;

const [command, ...rest] = process.argv.slice(2);

if (command === 'demo') {
  const flag = rest.indexOf('--out');
  const out = flag >= 0 ? rest[flag + 1] : 'out';
  const files = rest.filter((_, index) => flag < 0 || (index !== flag && index !== flag + 1));
  if (out === undefined || files.some((name) => name.startsWith('-'))) fail(USAGE);
  await makeDemo(files, out, (line) => console.log(line)).catch((error: Error) => fail(error.message));
} else {
  console.log(USAGE);
  if (command !== undefined && !['help', '--help', '-h'].includes(command)) process.exitCode = 2;
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
