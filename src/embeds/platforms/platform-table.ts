import type { QuotePlatform } from '../../domain/post.ts';
import { bluesky } from './bluesky.ts';
import { mastodon } from './mastodon.ts';
import type { PlatformRules } from './platform-rules.ts';
import { x } from './x.ts';

/** Every platform of quotes with its rules: one that is missing is a type error. */
export const PLATFORM_TABLE = { x, bluesky, mastodon } satisfies Record<QuotePlatform, PlatformRules>;
