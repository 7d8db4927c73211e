import { type Command, EXIT, type Output, readArguments } from './command-line.ts';
import { callService, type ServiceCall } from './service-call.ts';

const USAGE = `tearsheet partners list | product | add | key | revoke | endpoint | report | remove [--service ADDRESS] [--json]
      Who takes whole articles under a contract: products, partners, their keys, what they took.
      The publisher token is read from TEARSHEET_TOKEN.

  tearsheet partners product ID --name NAME [--permit TOPIC …] [--block TOPIC …] [--text full|summary]
      [--pictures all|cleared|none] [--uncleared leave-out-picture|leave-out-article] [--licence TEXT]
      [--territories TEXT] [--embargo MINUTES] [--profile generic|ninjs|msn|smartnews|flipboard|google-news]
      Adds a product, or changes what is named of one.
  tearsheet partners add ID --name NAME [--product ID …] [--requests NUMBER-A-MINUTE]
      Adds a partner, or changes what is named of one; its products are all that are named.
  tearsheet partners key ID [--note TEXT] [--expires DATE] [--link PRODUCT]
      Makes a key, shown this once; --link makes an address that opens a feed by itself.
  tearsheet partners revoke ID FIRST-LETTERS-OF-THE-KEY
  tearsheet partners endpoint ID ADDRESS
      Where it is told of changes; prints the secret once.
  tearsheet partners list
  tearsheet partners report ID | --article ARTICLE [--since DATE] [--csv]
      What a partner was given, or where each stands with an article.
  tearsheet partners remove ID`;

const OPTIONS = {
  name: { type: 'string' },
  permit: { type: 'string', multiple: true },
  block: { type: 'string', multiple: true },
  text: { type: 'string' },
  pictures: { type: 'string' },
  uncleared: { type: 'string' },
  licence: { type: 'string' },
  territories: { type: 'string' },
  embargo: { type: 'string' },
  profile: { type: 'string' },
  product: { type: 'string', multiple: true },
  requests: { type: 'string' },
  note: { type: 'string' },
  expires: { type: 'string' },
  link: { type: 'string' },
  article: { type: 'string' },
  since: { type: 'string' },
  csv: { type: 'boolean', default: false },
  service: { type: 'string', default: 'http://localhost:8080' },
  json: { type: 'boolean', default: false },
} as const;

type Values = ReturnType<typeof readArguments<typeof OPTIONS>>['values'];

/** `tearsheet partners …` at a running service. */
export const PARTNERS: Command = {
  usage: USAGE,
  async run(args, output) {
    const { values, positionals } = readArguments('partners', args, OPTIONS);
    const [name = '', id, rest, another] = positionals;
    const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
    if (!action || another) throw new Error(USAGE);
    await action({ values, output, ask: callService(values.service, process.env.TEARSHEET_TOKEN) }, id, rest);
    return EXIT.done;
  },
};

interface Desk {
  values: Values;
  output: Output;
  ask: ServiceCall;
}

type Action = (desk: Desk, id: string | undefined, rest: string | undefined) => Promise<void>;

const ACTIONS: Record<string, Action> = {
  async list(desk) {
    const { partners } = await told<{ partners: PartnerAnswer[] }>(desk, 'GET', '/partners');
    const { products } = await told<{ products: ProductAnswer[] }>(desk, 'GET', '/partners/products');
    if (desk.values.json) return desk.output.print(JSON.stringify({ partners, products }));
    if (partners.length === 0) desk.output.print('There is no partner yet. See tearsheet partners --help.');
    for (const partner of partners)
      desk.output.print(
        `${partner.id}  ${partner.name}  takes ${partner.products.join(', ') || 'nothing yet'}`,
      );
    for (const product of products)
      desk.output.print(`product ${product.id}  ${product.name}  ${product.profile}`);
  },
  async product(desk, id) {
    const { name, permit, block, text, pictures, uncleared, licence, territories, embargo, profile } =
      desk.values;
    const terms = defined({ text, pictures, uncleared, licence, territories });
    const rights = Object.keys(terms).length > 0 ? terms : undefined;
    const body = defined({
      name,
      permit,
      block,
      profile,
      rights,
      embargoMinutes: numberOf('--embargo', embargo),
    });
    const { products } = await told<{ products: ProductAnswer[] }>(desk, 'GET', '/partners/products');
    const method = products.some((one) => one.id === id) ? 'PATCH' : 'PUT';
    const product = await told<ProductAnswer>(desk, method, `/partners/products/${needed(id)}`, body);
    say(desk, product, `The product ${product.id} is told as ${product.profile}. Give it to a partner:`, [
      `  tearsheet partners add PARTNER --name NAME --product ${product.id}`,
    ]);
  },
  async add(desk, id) {
    const { name, product: products, requests } = desk.values;
    const body = defined({ name, products, requestsPerMinute: numberOf('--requests', requests) });
    const { partners } = await told<{ partners: PartnerAnswer[] }>(desk, 'GET', '/partners');
    const method = partners.some((one) => one.id === id) ? 'PATCH' : 'PUT';
    const partner = await told<PartnerAnswer>(desk, method, `/partners/${needed(id)}`, body);
    say(
      desk,
      partner,
      `${partner.name} takes ${partner.products.join(', ') || 'nothing yet'}. Give it a key:`,
      [`  tearsheet partners key ${partner.id}`],
    );
  },
  async key(desk, id) {
    const { note, expires: expiresAt, link } = desk.values;
    const body = defined({ note, expiresAt, link });
    const made = await told<{ key: string; prefix: string; feed?: string }>(
      desk,
      'POST',
      `/partners/${needed(id)}/keys`,
      body,
    );
    say(desk, made, `Shown this once: ${made.feed ?? made.key}`, [
      `  ends with: tearsheet partners revoke ${id} ${made.prefix}`,
    ]);
  },
  async revoke(desk, id, prefix) {
    await desk.ask('DELETE', `/partners/${needed(id)}/keys/${needed(prefix)}`);
    say(desk, { revoked: prefix }, `The key ${prefix} opens nothing any more.`);
  },
  async endpoint(desk, id, url) {
    const made = await told<{ id: string; state: string; secret: string; failure?: string; next?: string }>(
      desk,
      'POST',
      `/partners/${needed(id)}/endpoints`,
      { url: needed(url) },
    );
    say(desk, made, `The endpoint ${made.id} is ${made.state}${made.failure ? `: ${made.failure}` : ''}.`, [
      `  secret, shown this once: ${made.secret}`,
      ...(made.next ? [`  ${made.next}`] : []),
    ]);
  },
  async report(desk, id) {
    const { article, since, csv, json } = desk.values;
    const ending = json && !csv ? '' : '.csv';
    const query = since ? `?since=${encodeURIComponent(since)}` : '';
    const path = article
      ? `/partners/report/${encodeURIComponent(article)}${ending}`
      : `/partners/${needed(id)}/report${ending}${query}`;
    desk.output.print((await desk.ask('GET', path)).trimEnd());
  },
  async remove(desk, id) {
    await desk.ask('DELETE', `/partners/${needed(id)}`);
    say(desk, { removed: id }, `Removed ${id}, with its keys and endpoints.`);
  },
};

interface PartnerAnswer {
  id: string;
  name: string;
  products: string[];
}

interface ProductAnswer {
  id: string;
  name: string;
  profile: string;
}

async function told<Answer>(desk: Desk, method: string, path: string, body?: unknown): Promise<Answer> {
  return JSON.parse(await desk.ask(method, path, body)) as Answer;
}

function say({ values, output }: Desk, answer: unknown, line: string, more: string[] = []): void {
  for (const words of values.json ? [JSON.stringify(answer)] : [line, ...more]) output.print(words);
}

function needed(argument: string | undefined): string {
  if (argument === undefined) throw new Error(USAGE);
  return argument;
}

function numberOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,7}$/.test(text)) return Number(text);
  throw new Error(`${option} is a number, and not ${text}.`);
}

function defined(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
