import { wasmPageRewriter } from '../adapters/node/page-rewriter.ts';
import type { SqliteDatabase } from '../adapters/node/sqlite-database.ts';
import { plainPixels } from '../adapters/web/plain-pixels.ts';
import { readConfig } from '../config.ts';
import { type Capture, type CaptureKey, captureKey } from '../domain/post.ts';
import { changedPage, type PageChange } from '../rewriter/page-changes.ts';
import { pageDecoder } from '../rewriter/page-charset.ts';
import { createPageEditor, type PageEditor } from '../rewriter/page-editor.ts';
import { findPageEmbeds, type PageEmbed, type RecentEmbeds } from '../rewriter/page-embeds.ts';
import { pageFacts } from '../rewriter/page-facts.ts';
import { MAX_PAGE } from '../rewriter/page-headers.ts';
import { findSpans } from '../rewriter/page-spans.ts';
import { pageTags } from '../rewriter/page-tags.ts';
import { createRecentResults } from '../rewriter/recent-results.ts';
import { openMemoryPorts } from './memory-ports.ts';

/** What became of a post in a file. */
export interface FilePost {
  platform: string;
  id: string;
  /** `false`: its words are known nowhere, and a card that is a link alone would show less than what is there. */
  replaced: boolean;
}

/** A file with its embeds replaced, or why it is to be left alone. */
export type EditedFile =
  | { bytes: Uint8Array; posts: FilePost[]; scriptsRemoved: number }
  | { refusal: string };

export interface FileEditor {
  /** `stylesheet`: the address of the cards' stylesheet, as the file is to have it. */
  edit(bytes: Uint8Array, stylesheet: string): Promise<EditedFile>;
}

/** Asks a service for what it knows of a post. */
export type AskCapture = (key: CaptureKey) => Promise<Capture | undefined>;

/** Where cards think they are where no service is named: no card without one has an address of it. */
const NOWHERE = 'https://tearsheet.invalid';

/**
 * Edits files by the very rules by which pages are edited in flight: over a database in memory that holds what `ask`
 * tells of their posts. `publicUrl`: of the service, where pictures of posts are.
 */
export async function createFileEditor(publicUrl = NOWHERE, ask?: AskCapture): Promise<FileEditor> {
  const ports = await openMemoryPorts(plainPixels);
  const config = readConfig({
    PUBLIC_URL: publicUrl,
    PUBLICATION_NAME: '-',
    TAG_AUTHORITY: 'tearsheet.invalid,2026',
  });
  const editor = createPageEditor({ ...ports, pageRewriter: wasmPageRewriter }, config);
  const learn = ask && createLearning(ports.database, ask);
  const linked = `${config.publicUrl}/styles/card.css`;
  return { edit: (bytes, stylesheet) => editFile({ editor, learn, linked }, bytes, stylesheet) };
}

interface Desk {
  editor: PageEditor;
  learn: ((embeds: readonly PageEmbed[]) => Promise<void>) | undefined;
  /** The stylesheet that the editor links to. */
  linked: string;
}

async function editFile(
  { editor, learn, linked }: Desk,
  bytes: Uint8Array,
  stylesheet: string,
): Promise<EditedFile> {
  const embeds = await findEmbeds(bytes);
  if (typeof embeds === 'string') return { refusal: embeds };
  await learn?.(embeds);
  const { changes } = await editor.edit({ bytes, contentType: '', address: new URL(NOWHERE) });
  const wanted = changes.flatMap((change) => relinked(change, bytes, { linked, stylesheet }));
  const posts = embeds.map(({ start, end, found: { capture } }) => ({
    platform: capture.platform,
    id: capture.id,
    replaced: changes.some((change) => change.start === start && change.end === end),
  }));
  const scriptsRemoved = changes.filter(({ start, end, markup }) => markup === '' && end > start).length;
  return { bytes: wanted.length > 0 ? changedPage(bytes, wanted) : bytes, posts, scriptsRemoved };
}

/** The link to the stylesheet as the file is to have it, and not where it has it already. */
function relinked(
  change: PageChange,
  bytes: Uint8Array,
  { linked, stylesheet }: { linked: string; stylesheet: string },
): PageChange[] {
  const href = `href="${linked}"`;
  if (change.start !== change.end || !change.markup.includes(href)) return [change];
  const own = `href="${escaped(stylesheet)}"`;
  const markup = change.markup.replace(href, () => own);
  return new TextDecoder().decode(bytes).includes(markup) ? [] : [{ ...change, markup }];
}

/** For an attribute in double quotes, in ASCII. */
function escaped(address: string): string {
  return encodeURI(address.toWellFormed())
    .replaceAll('%25', '%')
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;');
}

/** The embeds of a page, or why it is not safe to be changed. */
async function findEmbeds(bytes: Uint8Array): Promise<PageEmbed[] | string> {
  if (bytes.length > MAX_PAGE) return `It is over ${MAX_PAGE / 1024 / 1024} MiB. Split the page.`;
  const spans = await findSpans(wasmPageRewriter, bytes);
  if (!spans) {
    return 'Where its elements begin and end is not certain: a <select> or <frameset> holds what it may not, or it has a control character U+0001. Check it with a validator of HTML.';
  }
  const tags = pageTags(bytes, spans);
  const facts = pageFacts(bytes, spans, tags);
  const decoder = pageDecoder(bytes, '', facts.charset);
  if (!decoder)
    return `Its encoding ${facts.charset ?? 'with a byte order mark of UTF-16'} is none that markup can be put into. Save it as UTF-8.`;
  if (facts.headPoint === undefined)
    return 'It begins as no page does. Check its doctype and its first comment.';
  if (facts.amp) return 'It is an AMP page, which may hold no cards. Use the page that it belongs to.';
  return findPageEmbeds(bytes, spans, decoder, recent());
}

function recent(): RecentEmbeds {
  return createRecentResults(0);
}

function createLearning(
  database: SqliteDatabase,
  ask: AskCapture,
): (embeds: readonly PageEmbed[]) => Promise<void> {
  const asked = new Set<CaptureKey>();
  return async (embeds) => {
    for (const { found } of embeds) {
      const key = captureKey(found.capture);
      if (asked.has(key)) continue;
      asked.add(key);
      const capture = await ask(key);
      if (!capture) continue;
      await database
        .prepare('INSERT INTO captures (platform, id, content) VALUES (?, ?, ?)')
        .bind(capture.platform, capture.id, JSON.stringify(capture))
        .run();
    }
  };
}
