import type { PageTags, Place } from './page-tags.ts';
import type { PageVisit } from './page-visit.ts';

/** What a platform takes for a picture. */
export interface PictureRules {
  /** Media types. */
  types: readonly string[];
  /** Bytes at most. */
  bytes: number;
  /** Bytes from which some report that it is lost already. */
  doubtfulBytes?: number;
  /** Refuses pictures that do not say how long they are. */
  needsLength?: boolean;
  /** Compares the whole `Content-Type`, parameters and all. */
  exactType?: boolean;
  /** Does not make a relative address absolute. */
  absolute?: boolean;
  https?: boolean;
  /** The size that the tags have to state at least, in pixels. */
  stated?: { width: number; height: number };
  /** Pixels: a picture that is not so wide is shown small. */
  largeFrom?: number;
  /** Shows what the tag says, whatever is there. */
  unseen?: boolean;
}

/** How long a text is shown. */
export type Cut = { characters: number } | { bytes: number };

/** What a platform shows of a page, besides the picture's own facts. */
export interface ShownFields {
  title?: string | undefined;
  description?: string | undefined;
  alt?: string | undefined;
  author?: string | undefined;
  site?: string | undefined;
  date?: string | undefined;
  /** The author's account in the fediverse. */
  creator?: string | undefined;
  colour?: string | undefined;
}

/** The rules of one platform, as data where they can be. */
export interface PlatformRules {
  name: string;
  /** How we know: its source code, its documentation, or what others report and tried. */
  known: 'source' | 'documentation' | 'reports';
  page: { bytes: number; types: readonly string[] };
  /** How tags are found; `first` of a name by a parser unless said. */
  reading?: 'last' | 'quoted';
  /** For `quoted`: which quotes, and whether only the head counts. */
  quotes?: { order: readonly string[]; headOnly: boolean };
  fields: Partial<Record<keyof ShownFields | 'image', readonly Place[]>>;
  picture: PictureRules;
  cuts?: Partial<Record<'title' | 'description', Cut>>;
  /** Why nothing at all is shown. */
  refusal?(visit: PageVisit, tags: PageTags): string | undefined;
  /** What comes before the tags, as from oEmbed and linked data; `instead`: and nothing of the tags is shown. */
  before?(visit: PageVisit, tags: PageTags): { fields: ShownFields; instead?: boolean } | undefined;
}

export const HTML = ['text/html'];
export const XHTML = ['text/html', 'application/xhtml+xml'];
export const COMMON_PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
export const MEBIBYTE = 1024 * 1024;

/** What nearly all of them look for. */
export const OPEN_GRAPH = {
  title: ['property og:title', 'title'],
  description: ['property og:description'],
  image: ['property og:image'],
  site: ['property og:site_name'],
} satisfies PlatformRules['fields'];
