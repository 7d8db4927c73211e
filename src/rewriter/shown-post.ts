import { shownCapture } from '../cards/shown-capture.ts';
import type { Config } from '../domain/config.ts';
import type { Capture } from '../domain/post.ts';
import type { KnownPost } from './page-captures.ts';
import type { PageEmbed } from './page-embeds.ts';

/** Of what was never stored: no card of it shows the time. */
const NEVER = '1970-01-01T00:00:00.000Z';

/**
 * The capture whose card replaces an embed: what is stored, with the embed's own words where none are. `undefined` where
 * the embed stays: a card that is a link alone would show less than the platform's script does.
 */
export function shownPost(
  { found }: PageEmbed,
  known: KnownPost | undefined,
  { onDeleted }: Pick<Config, 'onDeleted'>,
): Capture | undefined {
  const own: Capture = { ...found.capture, capturedAt: NEVER };
  const { platform, id } = own;
  if (known?.takenDown) return { platform, id, state: 'withdrawn', sources: [], capturedAt: NEVER };
  const capture = withWords(known?.capture ?? own, own);
  const isGone = capture.state !== 'live' && capture.state !== 'unknown';
  return isGone || shownCapture(capture, onDeleted).post ? capture : undefined;
}

function withWords(stored: Capture, { post }: Capture): Capture {
  return stored.post || stored.state === 'withdrawn' || !post ? stored : { ...stored, post };
}
