import { CST, isMap, isScalar, isSeq, Lexer, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import type { Problem } from '../../domain/problem.ts';
import { invalidArticle } from '../schema-problem.ts';

/** Lists in lists, or braces in braces, on one line. */
const MAX_NESTED = 5;

/** What YAML has beyond maps, lists and words, by its lexer's names. No front matter needs it, and some of it costs dear. */
const NOT_TAKEN: Partial<Record<CST.TokenType, string>> = {
  'explicit-key-ind': 'a key after a question mark',
  anchor: 'an anchor (&name)',
  alias: 'an alias (*name)',
  tag: 'a tag (!name)',
  'directive-line': 'a directive (%)',
};

/** The parser's codes, in words for the person who wrote the front matter. */
const FAULTS: Record<string, string> = {
  MISSING_CHAR: 'a quotation mark or a bracket is not closed, or a name has no colon behind it',
  UNEXPECTED_TOKEN: 'something stands behind the end of a value; put the whole value in quotation marks',
  BAD_SCALAR_START: 'a value begins with @, ` or %; put the whole value in quotation marks',
  BLOCK_AS_IMPLICIT_KEY: 'a value holds a colon and a space; put it in quotation marks',
  TAB_AS_INDENT: 'a tab stands where spaces have to; indent with spaces',
  BAD_INDENT: 'the indentation does not fit the lines above, or a bracket is not closed',
  BAD_DQ_ESCAPE: 'a backslash in double quotation marks means nothing; use single ones',
};

/**
 * The values of front matter, as text in the form they were written (`007`, `yes`, `2024-05-31`), lists and maps of it;
 * keys in lower case. What is left empty, and a bare `null` or `~`, is left out. A value like `Foo: bar` is text.
 * Aliases, anchors, tags, explicit keys and deep nesting are refused before anything is parsed, in linear time.
 * @returns `undefined` for YAML that is no map.
 * Throws `Problem('invalid-article')` that names the line; the fence above the front matter is line 1.
 */
export function readFrontMatterYaml(yaml: string): Map<string, unknown> | undefined {
  refuseCostlyYaml(yaml);
  const lineCounter = new LineCounter();
  const document = parseDocument(quoteColons(yaml), {
    // Everything is text: a parser's opinion of `007` or `1.50` would lose characters.
    schema: 'failsafe',
    // Found below: the parser compares every key with every other.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
    lineCounter,
  });
  const lineAt = (offset: number | undefined) => lineCounter.linePos(offset ?? 0).line;
  const entriesOf = (map: YAMLMap): Map<string, unknown> => {
    const values = new Map<string, unknown>();
    for (const { key, value } of map.items) {
      const line = lineAt((isScalar(key) ? key : map).range?.[0]);
      if (!isScalar(key)) throw invalidYaml(line, 'a list or a map stands where a name has to');
      const name = String(key.value).toLowerCase();
      if (values.has(name))
        throw invalidYaml(line, `"${name.slice(0, 60)}" stands there for the second time`);
      values.set(name, plainValue(value));
    }
    return values;
  };
  const plainValue = (node: unknown): unknown => {
    if (isSeq(node)) return node.items.map(plainValue).filter((item) => item !== undefined);
    if (isMap(node))
      return Object.fromEntries([...entriesOf(node)].filter(([, value]) => value !== undefined));
    if (!isScalar(node)) return undefined;
    const text = String(node.value);
    return node.type === 'PLAIN' && /^(?:null|~|)$/.test(text) ? undefined : text;
  };
  const [error] = document.errors;
  if (error) {
    const fault = FAULTS[error.code] ?? 'put values with special characters in quotation marks';
    throw invalidYaml(lineAt(error.pos[0]), fault);
  }
  return isMap(document.contents) ? entriesOf(document.contents) : undefined;
}

/** Refuses what front matter has no need of, in one pass of the lexer. Throws `Problem('invalid-article')`. */
export function refuseCostlyYaml(yaml: string): void {
  let line = 1;
  let open = 0;
  let bullets = 0;
  for (const lexeme of new Lexer().lex(yaml)) {
    const type = CST.tokenType(lexeme);
    const refused = type && NOT_TAKEN[type];
    if (refused)
      throw invalidYaml(
        line,
        `${refused} is not taken; put text that is meant as it stands in quotation marks`,
      );
    if (type === 'flow-map-start' || type === 'flow-seq-start') open++;
    else if (type === 'flow-map-end' || type === 'flow-seq-end') open--;
    else if (type === 'seq-item-ind') bullets++;
    else if (type === 'newline') bullets = 0;
    if (Math.max(open, bullets) > MAX_NESTED)
      throw invalidYaml(line, `lists and maps may be nested ${MAX_NESTED} deep`);
    line += lexeme.split('\n').length - 1;
  }
}

/** `title: Foo: bar` is no YAML, and what people write. Lines that others continue stay as they are. */
function quoteColons(yaml: string): string {
  return yaml.replace(
    /^([A-Za-z_][\w.-]{0,60}:[ \t]{1,20})([^\s"'[\]{}|>&*!%@`#,?-][^\r\n]{0,2000})$(?!\r?\n[ \t]+\S)/gm,
    (line, name: string, value: string) => {
      const [words = '', comment = ''] = value.split(/(?=\s#)/, 2);
      return /:(?:\s|$)/.test(words) ? `${name}'${words.trimEnd().replaceAll("'", "''")}'${comment}` : line;
    },
  );
}

function invalidYaml(line: number, fault: string): Problem {
  const detail = `is not taken at line ${line + 1}: ${fault}`;
  return invalidArticle('The article', [{ field: 'front matter', detail }]);
}
