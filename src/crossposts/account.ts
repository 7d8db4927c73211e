import type { Article } from '../domain/article.ts';
import { slug } from '../domain/feed.ts';
import type { Instant } from '../domain/instant.ts';

/** The account that articles are posted by. */
export interface Account {
  did: string;
  handle: string;
  /** The server that it logs in at: scheme, host and port. */
  service: string;
  /** What it logs in with: a handle, a DID or an e-mail address. */
  identifier: string;
  /** Sealed. */
  password: string;
  /** Sealed; see `Session`. */
  session?: string;
  settings: AccountSettings;
  /** What was public before is not posted by itself. */
  since: Instant;
  /** `refused`: its server does not let it in, as `words` says; nothing is asked until it is set again. */
  state: 'working' | 'refused';
  words?: string;
  /** In a row, of its server. */
  failures: number;
  waitUntil?: Instant;
}

export interface AccountSettings {
  template: string;
  /** Where any are named, only articles in one of them are posted. The same holds for sections and tags. */
  languages: string[];
  sections: string[];
  tags: string[];
  /** `false`: nothing new is posted; what is there is still corrected and deleted. */
  enabled: boolean;
  /** Whether the article itself, with its words, is put beside its post as a record of standard.site. */
  documents: boolean;
}

/** What a login gave: https://atproto.com/specs/xrpc#authentication. */
export interface Session {
  accessJwt: string;
  refreshJwt: string;
  /** The server that has the repository, where it is not the one that it logs in at. */
  pds?: string;
}

/** Whether the settings let an article be posted that was not before. */
export function isWanted({ enabled, languages, sections, tags }: AccountSettings, article: Article): boolean {
  if (!enabled) return false;
  const names = (list: readonly string[]) => new Set(list.map(slug));
  const { language } = new Intl.Locale(article.language);
  if (languages.length > 0 && !languages.some((code) => code === article.language || code === language)) {
    return false;
  }
  if (sections.length > 0 && !(article.section && names(sections).has(slug(article.section)))) return false;
  return tags.length === 0 || article.tags.some((tag) => names(tags).has(slug(tag)));
}

/** What a sealed text of an account is: moved to another account or place, it does not open. */
export function sealPurpose(
  what: 'password' | 'session',
  { did, service }: Pick<Account, 'did' | 'service'>,
) {
  return `crosspost ${what} of ${did} at ${service}`;
}
