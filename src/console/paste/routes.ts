import { type Context, Hono } from 'hono';
import { isArticleId } from '../../articles/article-id.ts';
import type { EmbedFinder } from '../../articles/embed-finder.ts';
import { LIMITS } from '../../articles/limits.ts';
import type { Config } from '../../domain/config.ts';
import type { Ports } from '../../domain/ports.ts';
import { PROBLEMS, Problem } from '../../domain/problem.ts';
import { createEmbedFinder } from '../../embeds/embed-finder.ts';
import { publishArticle } from '../../store/publishing.ts';
import { deskOf } from '../desk.ts';
import { triedDesigns } from './designs.ts';
import { leftOut } from './left-out.ts';
import { renderPaste } from './paste-page.ts';
import { readCarried, readPasted } from './pasted-source.ts';
import { type Understanding, understand } from './understanding.ts';
import { renderUnderstood } from './understood-page.ts';

/** `/console/paste`: an article is pasted or fetched, looked at, corrected, and published. */
export function pastePages(ports: Ports, config: Config): Hono {
  const routes = new Hono();
  const finder = createEmbedFinder();

  routes.get('/', (context) => {
    const id = context.req.query('id') ?? '';
    return context.html(renderPaste(deskOf(context), isArticleId(id) ? id : ''));
  });

  routes.post('/', async (context) => {
    const form = context.get('form');
    const step = form.text('step');
    if (step !== 'check' && step !== 'publish') return read(context, ports, config, finder);
    const understood = await understand(ports, finder, readCarried(form), form);
    if (step === 'check' || !understood.draft || understood.problem) return show(context, config, understood);
    try {
      const known = form.text('known');
      const publication = await publishArticle(ports, config.tagAuthority, {
        draft: understood.draft,
        ...(understood.id && { id: understood.id }),
        // Only what was shown here is replaced: no version that came meanwhile.
        precondition: (etag) => (etag ?? '') === known,
      });
      const { article, outcome } = publication;
      return context.redirect(`/console/articles/${article.id}?done=${outcome}`, 303);
    } catch (problem) {
      if (problem instanceof Problem) return show(context, config, { ...understood, problem });
      throw problem;
    }
  });
  return routes;
}

async function read(context: Context, ports: Ports, config: Config, finder: EmbedFinder): Promise<Response> {
  const desk = deskOf(context);
  const form = context.get('form');
  try {
    const { source, id } = await readPasted(ports, form);
    // Else the form would not carry it to the next page.
    if (new TextEncoder().encode(source.body).length > LIMITS.bodyBytes) {
      throw new Problem('body-too-large', `An article has at most ${LIMITS.bodyBytes} bytes.`);
    }
    return await show(context, config, await understand(ports, finder, source, form, id));
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return context.html(renderPaste(desk, form.text('id'), form, problem), PROBLEMS[problem.code].status);
  }
}

async function show(context: Context, config: Config, understood: Understanding): Promise<Response> {
  const { draft, problem, source } = understood;
  const shown = draft
    ? { designs: await triedDesigns(config, draft, deskOf(context).now), dropped: leftOut(source, draft) }
    : { designs: [], dropped: [] };
  const status = problem ? PROBLEMS[problem.code].status : 200;
  return context.html(renderUnderstood(deskOf(context), understood, shown), status);
}
