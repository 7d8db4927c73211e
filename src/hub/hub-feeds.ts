import type { Topic } from '../domain/feed.ts';
import type { HubTopic } from './hub-topic.ts';

/** A feed as it is delivered. */
export interface HubDocument {
  bytes: Uint8Array;
  contentType: string;
  /** Names what the document says, whenever it was last touched: the same for documents that differ in their date alone. */
  content: string;
}

/** How the hub learns of feeds. */
export interface HubFeeds {
  /** Whether there is a feed of these topics. */
  isKnown(topics: readonly Topic[]): Promise<boolean>;
  load(topic: HubTopic): Promise<HubDocument>;
}
