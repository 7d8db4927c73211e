/** What a header may cost to read. */
const MAX_HEADER = 2000;
const HTML = ['text/html', 'application/xhtml+xml', 'text/*'];
const JSON_TYPES = ['application/problem+json', 'application/json', 'application/*'];

/**
 * Whether HTML is what a client likes best (RFC 9110 §12.5.1): it has to name it, as browsers do. Whoever takes anything,
 * such as curl, or likes JSON as well, is a program.
 */
export function prefersHtml(accept: string | undefined): boolean {
  const weights = new Map<string, number>();
  for (const member of (accept ?? '').slice(0, MAX_HEADER).toLowerCase().split(',')) {
    const [name = '', ...parameters] = member.split(';').map((part) => part.trim());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    const q = weight === undefined ? 1 : Number(weight);
    weights.set(name, q >= 0 && q <= 1 ? q : 0);
  }
  const best = (names: string[]) => names.map((name) => weights.get(name)).find((q) => q !== undefined);
  const html = best(HTML) ?? 0;
  const json = best(JSON_TYPES);
  return html > 0 && (json === undefined ? html >= (weights.get('*/*') ?? 0) : html > json);
}
