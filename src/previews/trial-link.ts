import { PREVIEW_VERSION, type PreviewCard } from './card.ts';

/** Longer addresses are cut on their way by proxies and chats. */
const MOST_LENGTH = 7000;

/**
 * Writes a card as a segment of an address, to be signed: base64url (RFC 4648 §5) of its JSON. `undefined` where the
 * card says too much for an address.
 */
export function packCard(card: PreviewCard): string | undefined {
  const bytes = new TextEncoder().encode(JSON.stringify([PREVIEW_VERSION, card]));
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  const packed = text
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/={1,2}$/, '');
  return packed.length <= MOST_LENGTH ? packed : undefined;
}

/** Reads what {@link packCard} wrote and we signed; `undefined` where another version of the renderer did. */
export function unpackCard(packed: string): PreviewCard | undefined {
  const text = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(text, (unit) => unit.charCodeAt(0));
  const [version, card] = JSON.parse(new TextDecoder().decode(bytes)) as [number, PreviewCard];
  return version === PREVIEW_VERSION ? card : undefined;
}
