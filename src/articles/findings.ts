import type {
  ArticleImage,
  ArticleSource,
  Author,
  Block,
  FieldSource,
  PictureRights,
  PublisherStatus,
  RelatedLink,
} from '../domain/article.ts';
import type { FoundEmbed } from '../domain/embed.ts';
import type { Instant } from '../domain/instant.ts';
import { isBlankText } from './visible-text.ts';

export interface FieldValues {
  url: string;
  title: string;
  dek: string;
  section: string;
  authors: Author[];
  tags: string[];
  language: string;
  image: ArticleImage;
  publishedAt: Instant;
  updatedAt: Instant;
  rights: string;
  licence: string;
  pictureRights: PictureRights;
  source: ArticleSource;
  status: PublisherStatus;
  embargoUntil: Instant;
}

export interface Finding<Value> {
  value: Value;
  source: FieldSource;
  /** 0 to 1. */
  confidence: number;
}

/** What is known of each field so far, best source first: a field once filled stays. */
export type Findings = { [Field in keyof FieldValues]?: Finding<FieldValues[Field]> };

/** What a reader makes of a source, next to the fields it offers. */
export interface SourceContent {
  body: Block[];
  embeds: FoundEmbed[];
  related: RelatedLink[];
}

/** Fills `field` unless a better source has filled it. Empty values, and texts that show nothing, are no values. */
export function offer<Field extends keyof FieldValues>(
  findings: Findings,
  field: Field,
  value: FieldValues[Field] | undefined,
  source: FieldSource,
  confidence: number,
): void {
  if (findings[field] || value === undefined) return;
  if (typeof value === 'string' ? isBlankText(value) : Array.isArray(value) && value.length === 0) return;
  findings[field] = { value, source, confidence } as Findings[Field];
}
