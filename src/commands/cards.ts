import { readFileSync } from 'node:fs';
import type { Capture, CaptureKey } from '../domain/post.ts';
import type { HtmlFile } from './cards-files.ts';
import {
  type Command,
  EXIT,
  type Output,
  readArguments,
  serviceOrigin,
  unreachable,
} from './command-line.ts';
import type { EditedFile, FileEditor, FilePost } from './file-editing.ts';

/** `tearsheet cards`: quote cards in place of embedded posts, in files. */
export const CARDS: Command = {
  usage: `tearsheet cards HTML-FILE | FOLDER … [--out FOLDER | --in-place] [--service ADDRESS] [--json]
      Replaces embedded posts of X, Bluesky and Mastodon in files by quote cards, for sites
      that are built of files, and removes the scripts that nothing needs any more.

      --out FOLDER       writes the files there; those that stay as they are as well
      --in-place         writes the files over themselves
                         Without either, says what would be replaced and writes nothing.
      --service ADDRESS  takes what the service knows of a post, pictures as well; else a card
                         is made of what stands in the file, without any network
      --stylesheet HREF  what the link to the stylesheet says; else the service's own, or that
                         of a copy, quote-cards.css, which is written beside the files
      --json             one JSON object a line, for programs

      Every other byte stays as it is, and a second run changes nothing.
      Ends with 0 when all is well, 1 when a file had to be left alone, 2 when nothing can be done.`,
  async run(args, output) {
    const { values, positionals } = readArguments('cards', args, {
      out: { type: 'string' },
      'in-place': { type: 'boolean', default: false },
      service: { type: 'string' },
      stylesheet: { type: 'string' },
      json: { type: 'boolean', default: false },
    });
    const { out, service, stylesheet, json, 'in-place': inPlace } = values;
    if (positionals.length === 0) throw new Error('Name an HTML file, or a folder of them.');
    if (out !== undefined && inPlace) throw new Error('Say either --out or --in-place, and not both.');
    // Only here, so that the other commands need not wait for the parsers.
    const [files, { createFileEditor }] = await Promise.all([
      import('./cards-files.ts'),
      import('./file-editing.ts'),
    ]);
    const found = files.findHtmlFiles(positionals, { out, inPlace });
    const known = service === undefined ? undefined : await openService(serviceOrigin(service));
    const editor = await createFileEditor(known?.publicUrl, known?.ask);
    const shared = stylesheet ?? (known && `${known.publicUrl}/styles/card.css`);
    const report = createReport(output, json, out !== undefined || inPlace);
    const roots = new Set<string>();
    for (const file of found) {
      const edited = await editOne(editor, file, shared ?? files.stylesheetFrom(file));
      const isChanged = 'bytes' in edited && edited.posts.some(({ replaced }) => replaced);
      if (file.target !== undefined && (isChanged || !inPlace)) {
        files.writeWhole(file.target, isChanged ? edited.bytes : readFileSync(file.path));
        if (isChanged && shared === undefined) roots.add(file.root);
      }
      report.tell(file, edited);
    }
    for (const root of roots) report.tellStylesheet(files.writeStylesheet(root));
    return report.end();
  },
};

async function editOne(editor: FileEditor, { path }: HtmlFile, stylesheet: string): Promise<EditedFile> {
  try {
    return await editor.edit(new Uint8Array(readFileSync(path)), stylesheet);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'EACCES' && code !== 'EISDIR') throw error;
    return { refusal: `It cannot be read: ${message}.` };
  }
}

interface Report {
  tell(file: HtmlFile, edited: EditedFile): void;
  tellStylesheet(sheet: { path: string; isNew: boolean }): void;
  /** Returns the exit code. */
  end(): number;
}

function createReport({ print }: Output, asJson: boolean, isWritten: boolean): Report {
  const counts = { files: 0, changed: 0, cards: 0, refused: 0 };
  return {
    tell({ path, target }, edited) {
      counts.files++;
      if ('refusal' in edited) {
        counts.refused++;
        const { refusal } = edited;
        return print(
          asJson
            ? JSON.stringify({ file: path, outcome: 'refused', why: refusal })
            : `✗ ${path}: left as it is. ${refusal}`,
        );
      }
      const { posts, scriptsRemoved } = edited;
      const cards = posts.filter(({ replaced }) => replaced).length;
      counts.cards += cards;
      if (cards > 0) counts.changed++;
      const outcome = cards > 0 ? 'changed' : 'unchanged';
      if (asJson)
        print(JSON.stringify({ file: path, outcome, ...(target && { target }), posts, scriptsRemoved }));
      else if (posts.length > 0) print(fileReport(path, posts, scriptsRemoved));
    },
    tellStylesheet({ path, isNew }) {
      const words = isNew ? 'the stylesheet of the cards' : 'was there, and is left as it is';
      print(asJson ? JSON.stringify({ stylesheet: path, isNew }) : `${path}: ${words}`);
    },
    end() {
      const { files, changed, cards, refused } = counts;
      if (!asJson) {
        const left = refused > 0 ? `, ${refused} left alone` : '';
        print(`${count(cards, 'quote card')} in ${changed} of ${count(files, 'file')}${left}.`);
        if (!isWritten) print('Nothing was written: say --in-place, or --out FOLDER.');
      }
      return refused > 0 ? EXIT.refused : EXIT.done;
    },
  };
}

function fileReport(path: string, posts: readonly FilePost[], scripts: number): string {
  const removed = scripts > 0 ? `, ${count(scripts, 'script')} removed` : '';
  const cards = posts.filter(({ replaced }) => replaced).length;
  return [
    `${cards > 0 ? '✓' : '·'} ${path}: ${count(cards, 'quote card')}${removed}`,
    ...posts.map(({ platform, id, replaced }) =>
      replaced
        ? `    ${platform}/${id}`
        : `    ${platform}/${id} stays: its words are not in the file, nor known to a service`,
    ),
  ].join('\n');
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

/** A running service: where the world reaches it, and what it knows of a post. */
async function openService(
  service: string,
): Promise<{ publicUrl: string; ask(key: CaptureKey): Promise<Capture | undefined> }> {
  const get = (path: string) =>
    fetch(new URL(path, service), { redirect: 'error' }).catch((cause: Error) => {
      throw unreachable(service, cause);
    });
  const description = await get('/openapi.json');
  const { servers } = (await description.json().catch(() => ({}))) as { servers?: { url?: string }[] };
  const publicUrl = servers?.[0]?.url;
  if (!description.ok || !publicUrl)
    throw new Error(`${service} is no Tearsheet service. Name one with --service.`);
  return {
    publicUrl,
    async ask(key) {
      const answer = await get(`/cards/${key}.json`);
      if (answer.status === 404) return undefined;
      if (!answer.ok)
        throw new Error(`${service} answered ${answer.status} for the post ${key}. Try again later.`);
      return (await answer.json()) as Capture;
    },
  };
}
