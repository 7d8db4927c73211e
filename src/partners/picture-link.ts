import { sha256 } from '../domain/digest.ts';
import type { Reader } from '../store/public-reads.ts';
import { NEXT_RELEASE, releaseDue } from './releases.ts';

const ALGORITHM = { name: 'HMAC', hash: 'SHA-256' };

/** Where partners find the lead picture of an article, on the terms they have it on. */
export interface PictureLink {
  terms: string;
  articleId: string;
}

/**
 * The address of an article's lead picture for partners of these terms: signed, without an end of its own, since it is
 * part of what has an entity tag. It ends with the article, the picture, or the terms.
 *
 * @param key 64 hexadecimal digits
 */
export async function signPictureLink(
  publicUrl: string,
  key: string,
  link: PictureLink,
  pictureUrl: string,
): Promise<string> {
  const signature = await crypto.subtle.sign(
    ALGORITHM,
    await importKey(key),
    await payload(link, pictureUrl),
  );
  const hex = Array.from(new Uint8Array(signature), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${publicUrl}/partners/pictures/${link.terms}/${link.articleId}/${hex}`;
}

/** Whether a link was signed here for the picture that the article has now. */
export async function isSignedPictureLink(
  key: string,
  link: PictureLink,
  pictureUrl: string,
  hex: string,
): Promise<boolean> {
  if (!/^[0-9a-f]{64}$/.test(hex)) return false;
  // `verify` compares in constant time.
  return crypto.subtle.verify(ALGORITHM, await importKey(key), bytesOf(hex), await payload(link, pictureUrl));
}

/** The lead picture that a product of these terms gives away at this moment; `undefined` where none does. */
export async function findPartnerPicture(
  ports: Reader,
  { terms, articleId }: PictureLink,
): Promise<{ url: string; blob: string | undefined } | undefined> {
  const { database } = ports;
  const due = await database.prepare(`SELECT ${NEXT_RELEASE} AS next`).first<{ next: string }>();
  await releaseDue(ports, due?.next ?? '9999');
  const row = await database
    .prepare(
      `SELECT a.content ->> '$.image.url' AS url, p.blob FROM articles a
       LEFT JOIN preview_pictures p ON p.owner = a.id AND p.url = a.content ->> '$.image.url'
       WHERE a.id = ?1 AND a.state = 'live' AND EXISTS
         (SELECT 1 FROM product_articles m JOIN products d ON d.id = m.product_id
          WHERE m.article_id = a.id AND m.state = 'placed' AND d.terms = ?2
            AND (d.content ->> '$.rights.pictures' = 'all' OR (d.content ->> '$.rights.pictures' = 'cleared'
              AND a.content ->> '$.pictureRights' = 'syndicate')))`,
    )
    .bind(articleId, terms)
    .first<{ url: string | null; blob: string | null }>();
  return row?.url ? { url: row.url, blob: row.blob ?? undefined } : undefined;
}

async function payload(
  { terms, articleId }: PictureLink,
  pictureUrl: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const text = `partner picture\n${terms}\n${articleId}\n${await sha256(pictureUrl)}`;
  return new Uint8Array(new TextEncoder().encode(text));
}

function importKey(hex: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytesOf(hex), ALGORITHM, false, ['sign', 'verify']);
}

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
