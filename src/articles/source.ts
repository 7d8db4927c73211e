import type { GivenFields } from './given.ts';

/** What a publisher sends: the article in one of three forms, or a page of it, and what is stated outright about it. */
export interface Source {
  /** `page`: as it was fetched from `address`, with all that stands around the article. */
  type: 'text' | 'html' | 'markdown' | 'page';
  /** Empty where a page is still to be fetched. */
  body: string;
  given: GivenFields;
  /** The name of the field that held the body, where it came as JSON. */
  field?: string;
  /** Where the body was found: the base of its relative links. Absolute, http or https. */
  address?: string;
}
