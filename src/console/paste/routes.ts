import { type Context, Hono } from 'hono';
import { isArticleId } from '../../articles/article-id.ts';
import type { EmbedFinder } from '../../articles/embed-finder.ts';
import { LIMITS } from '../../articles/limits.ts';
import type { Config } from '../../domain/config.ts';
import type { Ports } from '../../domain/ports.ts';
import { PROBLEMS, Problem } from '../../domain/problem.ts';
import { createEmbedFinder } from '../../embeds/embed-finder.ts';
import { toProblem } from '../../http/problem-response.ts';
import { requestIdOf } from '../../http/standing-headers.ts';
import { publishArticle } from '../../store/publishing.ts';
import { deskOf } from '../desk.ts';
import { triedDesigns } from './designs.ts';
import { editsIn, readTexts } from './edited-fields.ts';
import { leftOut } from './left-out.ts';
import { renderPaste } from './paste-page.ts';
import { pasteAgain, readCarried, readPasted, sentPaste } from './pasted-source.ts';
import { type Understanding, understand } from './understanding.ts';
import { renderUnderstood } from './understood-page.ts';

/** `/console/paste`: an article is pasted or fetched, looked at, corrected, and published. */
export function pastePages(ports: Ports, config: Config): Hono {
  const routes = new Hono();
  const finder = createEmbedFinder();

  routes.get('/', (context) => {
    const id = context.req.query('id') ?? '';
    return context.html(renderPaste(deskOf(context), { id: isArticleId(id) ? id : '' }));
  });

  routes.post('/', async (context) => {
    const form = context.get('form');
    const step = form.text('step');
    if (step !== 'check' && step !== 'publish' && step !== 'back')
      return read(context, ports, config, finder);
    const source = readCarried(form);
    const id = form.text('id');
    const edits = editsIn(form, readTexts(form.raw('filled')));
    if (step === 'back')
      return context.html(renderPaste(deskOf(context), { id, values: pasteAgain(source), edits }));
    const understood = await understand(ports, finder, source, { id, edits });
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
    } catch (error) {
      // Whatever went wrong, what was typed stays.
      const problem = toProblem(error, ports.log, requestIdOf(context));
      return show(context, config, { ...understood, problem });
    }
  });
  return routes;
}

async function read(context: Context, ports: Ports, config: Config, finder: EmbedFinder): Promise<Response> {
  const desk = deskOf(context);
  const form = context.get('form');
  const edits = readTexts(form.raw('edits'));
  try {
    const { source, id: ownId = '' } = await readPasted(ports, form);
    const id = form.has('id') ? form.text('id') : ownId;
    // Else the form would not carry it to the next page.
    if (new TextEncoder().encode(source.body).length > LIMITS.bodyBytes) {
      throw new Problem('body-too-large', `An article has at most ${LIMITS.bodyBytes} bytes.`);
    }
    return await show(context, config, await understand(ports, finder, source, { id, edits }));
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    const page = renderPaste(desk, { id: form.text('id'), values: sentPaste(form), edits, problem });
    return context.html(page, PROBLEMS[problem.code].status);
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
