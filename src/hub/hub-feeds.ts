import type { Topic } from '../domain/feed.ts';
import type { HubTopic, NamedTopic } from './hub-topic.ts';

/** A feed as it is delivered. */
export interface HubDocument {
  bytes: Uint8Array;
  contentType: string;
  /** Names what the document says, whenever it was last touched: the same for documents that differ in their date alone. */
  content: string;
  /** Its address, where that is not its name. */
  self?: string;
  /** To be called when it was taken. */
  received?(): Promise<void>;
}

/** How the hub learns of feeds. */
export interface HubFeeds {
  /** Whether there is a feed of these topics. */
  isKnown(topics: readonly Topic[]): Promise<boolean>;
  load(topic: HubTopic): Promise<HubDocument>;
  /** A feed that is not everybody's, by its name; `undefined` where whoever subscribed may have it no more. */
  loadPrivate(feed: string): Promise<HubDocument | undefined>;
}

/** The names of feeds that are not everybody's begin so. */
export const PRIVATE = 'partner/';

/**
 * Reads the address of a feed that is not everybody's. The address is the right to it, and is stored nowhere. Returns
 * what is wrong with it, in words that complete "hub.topic …", or `undefined` for an address that is of no such feed.
 */
export type ReadPrivateTopic = (address: string) => Promise<NamedTopic | string | undefined>;
