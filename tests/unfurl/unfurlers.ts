import { lemmy, mastodon, misskey } from './unfurlers/fediverse.ts';
import { signal, telegram, whatsapp } from './unfurlers/messengers.ts';
import { facebook, x } from './unfurlers/networks.ts';
import { discord, mattermost, nextcloud, rocketChat, synapse } from './unfurlers/rooms.ts';
import type { Shown, Unfurler } from './unfurlers/visit.ts';

export interface UnfurlerCase {
  name: string;
  unfurl: Unfurler;
  /** What the platform reads besides title, description and picture. */
  reads: (keyof Shown)[];
}

const SIZE = ['width', 'height'] as const;

/** Those whose rules are known from their source or documentation, or by trial. */
export const UNFURLERS: UnfurlerCase[] = [
  {
    name: 'Mastodon',
    unfurl: mastodon,
    reads: [...SIZE, 'alt', 'author', 'date', 'site', 'creator'],
  },
  { name: 'Misskey', unfurl: misskey, reads: ['site', 'creator'] },
  { name: 'Lemmy', unfurl: lemmy, reads: [...SIZE] },
  { name: 'Synapse', unfurl: synapse, reads: [...SIZE, 'alt', 'date', 'site'] },
  { name: 'Signal', unfurl: signal, reads: ['date'] },
  { name: 'WhatsApp', unfurl: whatsapp, reads: [] },
  { name: 'Telegram', unfurl: telegram, reads: ['author', 'site'] },
  { name: 'Nextcloud', unfurl: nextcloud, reads: [] },
  { name: 'Rocket.Chat', unfurl: rocketChat, reads: [...SIZE, 'site'] },
  { name: 'Mattermost', unfurl: mattermost, reads: [...SIZE, 'date', 'site'] },
  { name: 'Discord', unfurl: discord, reads: ['author', 'site', 'colour'] },
  { name: 'Facebook', unfurl: facebook, reads: [...SIZE, 'alt', 'site'] },
  { name: 'X', unfurl: x, reads: ['alt'] },
];
