import type { GivenFields } from './given.ts';

/** What a publisher sends: the article in one of three forms, and what is stated outright about it. */
export interface Source {
  type: 'text' | 'html' | 'markdown';
  body: string;
  given: GivenFields;
  /** The name of the field that held the body, where it came as JSON. */
  field?: string;
  /** Where the body was found: the base of its relative links. Absolute, http or https. */
  address?: string;
}
