import { type Design, type Draw, type EngineModule, randomContent } from '../previews/card-content.ts';

/**
 * A worker that draws a card for each request, in whose path stands the round. The words are made in the worker, so
 * that no engine is spared them and an empty one costs them as well.
 *
 * @param photo the JPEG of the hero card
 */
export function createEngineWorker({ prepare }: EngineModule, design: Design, photo?: ArrayBuffer) {
  let ready: Promise<Draw> | undefined;
  const picture = photo && new Uint8Array(photo);
  return {
    async fetch(request: Request): Promise<Response> {
      ready ??= prepare(design);
      const draw = await ready;
      const round = Number(new URL(request.url).pathname.slice(1));
      return new Response((await draw(randomContent(round), picture)) as Uint8Array<ArrayBuffer>);
    },
  };
}
