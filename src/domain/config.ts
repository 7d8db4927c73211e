import type { Theme } from './theme.ts';

/** Everything an operator may set. Read once, at start. */
export interface Config {
  /** Where the world reaches the service: scheme and host, no slash at the end. */
  publicUrl: string;
  publication: {
    name: string;
    description: string;
    /** BCP 47. */
    language: string;
  };
  /** Names the ids of articles for ever (RFC 4151): a domain and a year it was held in, `example.org,2026`. */
  tagAuthority: string;
  /** What becomes of the card of a post that is gone from its platform. */
  onDeleted: 'keep' | 'mark' | 'redact' | 'remove';
  /** Which platforms are asked about embedded posts, after publishing. None, unless the operator says so. */
  resolve: {
    x: boolean;
    /** X's undocumented source besides oEmbed. */
    xSyndication: boolean;
    bluesky: boolean;
    mastodon: boolean;
    /** The AppView that is asked about Bluesky posts. */
    blueskyAppView: string;
  };
  /** How previews and cards look. */
  theme: Theme;
  hub: {
    /** Where subscribers may be. `loopback`: on this machine too, over plain http at any port, for tests. */
    callbacks: 'public' | 'loopback';
    /** Another WebSub hub that is told of every change. */
    outside?: string;
  };
  /** Present where the service stands in front of the publisher's own site. */
  front?: {
    /** The publisher's own server: scheme, host and port. */
    origin: string;
    /** How the paths begin that pass untouched. */
    skip: string[];
    /** The hosts that the site is reached by: only their pages are articles to be learnt. */
    hosts: string[];
  };
  /** How long it is on record what partners took and were told, in days. */
  partnerRecordDays: number;
  /** SHA-256 of each publisher token, 64 lower-case hex digits. */
  tokenDigests: string[];
  /** Which requests have a line in the log: those that failed on our side, or all. */
  log: 'errors' | 'requests';
  /** 64 hexadecimal digits that stored secrets are sealed with. Without it, none can be kept. */
  secretsKey?: string;
}
