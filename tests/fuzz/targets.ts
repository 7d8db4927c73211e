import { BINARY_TARGETS } from './binary-targets.ts';
import { FEED_TARGETS } from './feed-targets.ts';
import { HEADER_TARGETS } from './header-targets.ts';
import { PARTNER_TARGETS } from './partner-targets.ts';
import { POST_TARGETS } from './post-targets.ts';
import type { FuzzTarget } from './running.ts';
import { TEXT_TARGETS } from './text-targets.ts';

/** Everything of ours that reads what others wrote, or writes what others will read. */
export const FUZZ_TARGETS: readonly FuzzTarget[] = [
  ...TEXT_TARGETS,
  ...FEED_TARGETS,
  ...HEADER_TARGETS,
  ...PARTNER_TARGETS,
  ...POST_TARGETS,
  ...BINARY_TARGETS,
];
