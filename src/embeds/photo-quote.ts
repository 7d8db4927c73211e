import type { Element, ElementContent } from 'hast';
import { isBlank, readMarkupText } from './markup-text.ts';
import type { MarkupText } from './markup-text-writer.ts';

/** The caption, or nothing, and who posted the picture. */
export interface PhotoQuote {
  text: string;
  name: string;
  handle: string;
}

const SIGNED = /\(@([A-Za-z0-9_.]{1,30})\)/;
/** How Instagram begins the line that names the author, in the languages its embeds are most often made in. */
const SHARED_BY = new RegExp(
  `^(?:${[
    'A (?:post|photo|video|reel) (?:shared|posted) by',
    'Une (?:publication|photo|vidéo) (?:partagée|publiée) par',
    'Ein (?:Beitrag|Foto|Video) geteilt von',
    'Ein von',
    'Una (?:publicación compartida|foto publicada|foto compartida) (?:de|por)',
    'Uma (?:publicação|foto) (?:compartilhada|partilhada|publicada) por',
    'Un (?:post condiviso|video condiviso) da',
    'Een (?:bericht|foto|video) (?:gedeeld|geplaatst) door',
    'Post udostępniony przez',
    'Публикация от',
  ].join('|')})\\s`,
);

/**
 * Instagram: a caption, where the embed was made with one, is a paragraph that is nothing but a link; the last line
 * names the author, in the language of who made the embed. What the link to the site itself says is no caption.
 */
export function readPhotoQuote(blockquote: Element, { text, links }: MarkupText): PhotoQuote {
  const signature = text.split('\n').findLast((line) => SIGNED.test(line)) ?? '';
  const handle = SIGNED.exec(signature)?.[1] ?? '';
  const caption = captionOf(blockquote);
  const profile = links.find(
    ({ href, words }) =>
      handle &&
      words.trim() !== '' &&
      new RegExp(`instagram\\.com/${handle.replaceAll('.', '\\.')}/?(?:\\?|$)`).test(href),
  );
  const printed = signature.slice(0, signature.indexOf('(@')).trim();
  const prefix = SHARED_BY.exec(`${printed} `)?.[0];
  const name =
    profile && !profile.words.includes('@')
      ? profile.words.trim()
      : prefix
        ? printed.slice(prefix.length).trim()
        : '';
  return { text: caption, name, handle };
}

function captionOf(blockquote: Element): string {
  for (const paragraph of paragraphs(blockquote.children, 0)) {
    const [only, ...others] = paragraph.children.filter((child) => !isBlank([child]));
    if (only?.type !== 'element' || only.tagName !== 'a' || others.length > 0) continue;
    const { text } = readMarkupText(only);
    if (text !== '' && !SIGNED.test(text)) return text;
  }
  return '';
}

function* paragraphs(nodes: readonly ElementContent[], depth: number): Generator<Element> {
  for (const node of nodes) {
    if (node.type !== 'element' || depth > 20) continue;
    if (node.tagName === 'p') yield node;
    else yield* paragraphs(node.children, depth + 1);
  }
}
