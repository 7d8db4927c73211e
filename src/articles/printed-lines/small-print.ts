import type { Author } from '../../domain/article.ts';
import { type Findings, offer } from '../findings.ts';
import { readByline } from './byline.ts';
import { readDateLine } from './printed-date.ts';

/** Whether a line is small print: a byline, a date, or one behind the other. */
export function isSmallPrint(line: string): boolean {
  return readDateLine(line) !== undefined || readByline(line).names.length > 0;
}

/** Takes the authors and dates of a line of small print; `false` where it is none. */
export function takeSmallPrint(line: string, findings: Findings): boolean {
  const { names, rest } = readByline(line);
  const printed = readDateLine(names.length > 0 ? rest : line);
  if (!printed && names.length === 0) return false;
  const authors: Author[] = names.map((name) => ({ name }));
  offer(findings, 'authors', authors, 'rule', 0.8);
  offer(findings, 'publishedAt', printed?.publishedAt, 'rule', 0.7);
  offer(findings, 'updatedAt', printed?.updatedAt, 'rule', 0.7);
  return true;
}
