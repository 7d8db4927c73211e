import type { ProductProfile } from '../../domain/partner.ts';
import { FLIPBOARD_PROFILE } from './flipboard-profile.ts';
import { genericProfile } from './generic-profile.ts';
import { GOOGLE_NEWS_PROFILE } from './google-news-profile.ts';
import { MSN_PROFILE } from './msn-profile.ts';
import { NINJS_PROFILE } from './ninjs-profile.ts';
import type { PartnerFormat, ProfileWriter } from './profile-writer.ts';
import { SMARTNEWS_PROFILE } from './smartnews-profile.ts';

/** The version of the profiles' form: raised whenever the same article would give other bytes. */
export const PROFILE_VERSION = 3;

const WRITERS: Record<ProductProfile, readonly ProfileWriter[]> = {
  generic: [genericProfile('rss'), genericProfile('atom'), genericProfile('json')],
  ninjs: [NINJS_PROFILE],
  msn: [MSN_PROFILE],
  smartnews: [SMARTNEWS_PROFILE],
  flipboard: [FLIPBOARD_PROFILE],
  'google-news': [GOOGLE_NEWS_PROFILE],
};

/** The formats that a profile is told in, the usual one first. */
export function profileFormats(profile: ProductProfile): PartnerFormat[] {
  return WRITERS[profile].map(({ format }) => format);
}

/** The writer of a profile in a format; `undefined` where the profile is not told in it. */
export function profileWriter(profile: ProductProfile, format: PartnerFormat): ProfileWriter | undefined {
  return WRITERS[profile].find((writer) => writer.format === format);
}
