import type { Context } from 'hono';
import { Problem } from '../domain/problem.ts';

/** The largest body of an article, carried from page to page, and what stands around it. */
export const MAX_FORM_BYTES = 5 * 1024 * 1024;
/** A token, and where to go with it. */
export const MAX_LOGIN_BYTES = 16 * 1024;

/** What a form sent: one text for each name, without the line ends that browsers write. */
export class SentForm {
  readonly #values: Map<string, string>;

  constructor(values: Map<string, string>) {
    this.#values = values;
  }

  /** The value of a field as it was written; empty where it was not sent. */
  raw(name: string): string {
    return this.#values.get(name) ?? '';
  }

  /** The value of a field without spaces around it. */
  text(name: string): string {
    return this.raw(name).trim();
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }
}

declare module 'hono' {
  interface ContextVariableMap {
    form: SentForm;
  }
}

/** Reads the form of a request. Throws the problem `invalid-request` where it is none. */
export async function readForm(context: Context): Promise<SentForm> {
  const data = await context.req.formData().catch((cause: unknown) => {
    throw new Problem('invalid-request', 'The form cannot be read; send it from its page.', { cause });
  });
  const values = new Map<string, string>();
  // Line ends of forms are CR LF (HTML, "normalize newlines"), which no article had before.
  for (const [name, value] of data)
    if (typeof value === 'string') values.set(name, value.replaceAll('\r\n', '\n'));
  return new SentForm(values);
}
