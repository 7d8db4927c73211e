import { sha256 } from '../domain/digest.ts';
import type { OpenedPicture } from '../domain/picture.ts';
import type { Ports } from '../domain/ports.ts';
import { LOGO_ROOM, PHOTO_ROOM, type PreviewCard, previewType } from '../previews/card.ts';
import type { CardPictures, PreviewRenderer } from '../previews/renderer.ts';
import type { ObtainedPreview } from './preview-drawing.ts';
import { fetchPicture, LOGO_OWNER, loadPicture } from './preview-pictures.ts';

const TIMEOUT_MS = 8000;
/** While a headline is written, its photo is asked for once. */
const CACHE_SECONDS = 600;

/**
 * Draws a card that belongs to no article, and keeps nothing of it but, for ten minutes, its photo. Only for whoever
 * showed a token or a signature: the photo is fetched from where they say.
 */
export async function drawTrial(
  ports: Ports,
  renderer: PreviewRenderer,
  card: PreviewCard,
): Promise<ObtainedPreview> {
  const pictures: CardPictures = {};
  let reason: string | undefined;
  if (card.design === 'hero' && card.photo) {
    const photo = await openPhoto(ports, card.photo);
    if (typeof photo === 'string') reason = `photo-${photo}`;
    else pictures.photo = photo;
  }
  if (card.theme.logo) {
    const logo = await loadPicture(ports, LOGO_OWNER, card.theme.logo, LOGO_ROOM);
    if (logo.outcome === 'opened') pictures.logo = logo.picture;
    else reason ??= `logo-${logo.reason}`;
  }
  const bytes = await renderer.draw(card, pictures, () => {
    reason ??= 'font';
  });
  return { bytes, type: previewType(card), complete: false, ...(reason && { reason }) };
}

/** The photo, or why there is none. */
async function openPhoto(ports: Ports, url: string): Promise<OpenedPicture | string> {
  const key = `preview-photo/${await sha256(url)}`;
  let bytes = await ports.cache.get(key);
  if (!bytes) {
    const answer = await fetchPicture(ports, url, TIMEOUT_MS);
    if (answer.outcome !== 'answered' || answer.status !== 200) return 'unreachable';
    bytes = answer.body;
    await ports.cache.put(key, bytes, CACHE_SECONDS);
  }
  const opening = await ports.pixels.open(bytes, PHOTO_ROOM);
  return opening.outcome === 'opened' ? opening.picture : opening.fault;
}
