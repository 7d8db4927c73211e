#!/usr/bin/env node
import { BACKUP } from './commands/backup.ts';
import { CARDS } from './commands/cards.ts';
import { type Command, EXIT, type Output, readArguments } from './commands/command-line.ts';
import { CROSSPOSTS } from './commands/crossposts.ts';
import { DOCTOR } from './commands/doctor.ts';
import { EXPORT } from './commands/export.ts';
import { PARTNERS } from './commands/partners.ts';
import { PUBLISH } from './commands/publish.ts';
import { RESTORE } from './commands/restore.ts';
import { SOURCES_USAGE, sourcesByCommand } from './commands/sources.ts';
import { takeDownByCommand } from './commands/takedown.ts';
import { UNFURL } from './commands/unfurl.ts';

const DEMO: Command = {
  usage: `tearsheet demo [FILE | FOLDER …] [--out FOLDER]
      Reads articles (.txt .html .md .json; the examples where none is named) and
      writes feeds, previews, cards and an index.html to look at into out/.`,
  async run(args, { print }) {
    const { values, positionals } = readArguments('demo', args, {
      out: { type: 'string', default: 'out' },
    });
    const { makeDemo } = await import('./commands/demo.ts');
    await makeDemo(positionals, values.out, print);
    return Number(process.exitCode ?? EXIT.done);
  },
};

const TAKEDOWN: Command = {
  usage: `tearsheet takedown ADDRESS-OF-A-POST | PLATFORM/ID | PLATFORM/@HANDLE [--service ADDRESS]
      Takes a post, or everything by an author, out of cards, feeds and pages of a running
      service for good. The publisher token is read from TEARSHEET_TOKEN.`,
  async run(args, { print }) {
    const { values, positionals } = readArguments('takedown', args, {
      service: { type: 'string', default: 'http://localhost:8080' },
    });
    const [subject, another] = positionals;
    if (!subject || another) throw new Error(TAKEDOWN.usage);
    await takeDownByCommand(subject, values.service, process.env.TEARSHEET_TOKEN, print);
    return EXIT.done;
  },
};

const SOURCES: Command = {
  usage: SOURCES_USAGE,
  async run(args, { print }) {
    return sourcesByCommand(args, process.env.TEARSHEET_TOKEN, print);
  },
};

const COMMANDS: Record<string, Command> = {
  demo: DEMO,
  publish: PUBLISH,
  unfurl: UNFURL,
  cards: CARDS,
  sources: SOURCES,
  partners: PARTNERS,
  crossposts: CROSSPOSTS,
  takedown: TAKEDOWN,
  doctor: DOCTOR,
  backup: BACKUP,
  restore: RESTORE,
  export: EXPORT,
};

const USAGE = `tearsheet: articles in; feeds, previews and quote cards out

${Object.values(COMMANDS)
  .map(({ usage }) => `  ${summaryOf(usage)}`)
  .join('\n\n')}

More of each: tearsheet publish --help. To run the service: npm start`;

/** A usage up to its first blank line, indented. */
function summaryOf(usage: string): string {
  return (usage.split('\n\n')[0] ?? usage).replaceAll('\n', '\n  ');
}

async function run([name, ...args]: string[], output: Output): Promise<number> {
  const isHelp = (word: string | undefined) => word === '--help' || word === '-h' || word === 'help';
  if (name === undefined || (isHelp(name) && args.length === 0)) {
    output.print(USAGE);
    return EXIT.done;
  }
  const asked = isHelp(name) ? args[0] : name;
  const command = Object.hasOwn(COMMANDS, asked ?? '') ? COMMANDS[asked ?? ''] : undefined;
  if (!command) {
    throw new Error(
      `tearsheet has no command ${asked}. It has ${Object.keys(COMMANDS).join(', ')}. See tearsheet --help.`,
    );
  }
  if (isHelp(name) || args.some((word) => word === '--help' || word === '-h')) {
    output.print(command.usage);
    return EXIT.done;
  }
  return command.run(args, output);
}

const output: Output = { print: (line) => console.log(line), isTerminal: process.stdout.isTTY === true };
await run(process.argv.slice(2), output).then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    console.error(error.message);
    process.exitCode = EXIT.mistaken;
  },
);
