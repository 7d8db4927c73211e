import type { Article } from '../domain/article.ts';
import { PROBLEMS, type ProblemCode } from '../domain/problem.ts';
import { unreachable } from './command-line.ts';
import type { PublishedArticle } from './published-article.ts';

/** What is to be sent for one argument. */
export interface Sending {
  /** As the person named it. */
  name: string;
  /** The id that it is published under; without one the service finds it. */
  id?: string;
  mediaType: string;
  body: Uint8Array | string;
  /** Where the article is fetched from by the service. */
  page?: string;
}

/** A refusal as the service writes it (RFC 9457). */
export interface Refusal {
  code: string;
  detail: string;
  errors: { field: string; detail: string }[];
  /** What to do about it. */
  mend: string;
}

export type Sent = PublishedArticle | { refusal: Refusal };

/** The service, as its publisher talks to it. */
export class PublishingClient {
  readonly #service: string;
  readonly #token: string;

  constructor(service: string, token: string) {
    this.#service = service;
    this.#token = token;
  }

  /** Sends one article. A refusal of it is a value; that no request can be made, or is allowed, is thrown. */
  async publish({ id, mediaType, body, page }: Sending): Promise<Sent> {
    const known = id ?? (page && (await this.#idOf(page)));
    const before = known === undefined ? undefined : await this.#versionOf(known);
    const answer = await this.#ask(id === undefined ? '/articles' : `/articles/${encodeURIComponent(id)}`, {
      method: id === undefined ? 'POST' : 'PUT',
      headers: { 'Content-Type': mediaType },
      body: body as Uint8Array<ArrayBuffer> | string,
    });
    if (!answer.ok) return { refusal: await this.#refusalOf(answer) };
    const article = (await answer.json()) as Article & { links: PublishedArticle['links'] };
    const isSame = known === article.id && before === article.version;
    return { outcome: answer.status === 201 ? 'created' : isSame ? 'unchanged' : 'updated', ...article };
  }

  /** What the page at an address is published as already, as oEmbed tells it. */
  async #idOf(page: string): Promise<string | undefined> {
    const answer = await this.#ask(`/oembed?url=${encodeURIComponent(page)}`);
    if (!answer.ok) return undefined;
    const { html } = (await answer.json()) as { html?: string };
    return /\/oembed\/articles\/([A-Za-z0-9._-]{1,200})/.exec(html ?? '')?.[1];
  }

  async #versionOf(id: string): Promise<number | undefined> {
    const answer = await this.#ask(`/articles/${encodeURIComponent(id)}.json`);
    return answer.ok ? ((await answer.json()) as Article).version : undefined;
  }

  async #refusalOf(answer: Response): Promise<Refusal> {
    const text = await answer.text();
    const problem = readProblem(text);
    const code = problem.type?.split('/').at(-1) ?? '';
    const detail = problem.detail ?? `${this.#service} answered ${answer.status}`;
    if (answer.status === 401)
      throw new Error(`${detail} TEARSHEET_TOKEN is not the token of ${this.#service}.`);
    const mend = Object.hasOwn(PROBLEMS, code)
      ? PROBLEMS[code as ProblemCode].mend
      : 'Is this a Tearsheet service? Name it with --service.';
    return { code, detail, errors: problem.errors ?? [], mend };
  }

  #ask(path: string, request: RequestInit = {}): Promise<Response> {
    const headers = { ...request.headers, Authorization: `Bearer ${this.#token}` };
    return fetch(new URL(path, this.#service), { ...request, headers, redirect: 'error' }).catch(
      (cause: Error) => {
        throw unreachable(this.#service, cause);
      },
    );
  }
}

function readProblem(text: string): { type?: string; detail?: string; errors?: Refusal['errors'] } {
  try {
    return JSON.parse(text) as object;
  } catch {
    return {};
  }
}
