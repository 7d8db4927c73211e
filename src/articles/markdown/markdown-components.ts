/** An opening tag closed as in XML, with a name that no element of HTML has. */
const COMPONENT =
  /<([A-Z][A-Za-z0-9]{0,40}|[a-z]{1,20}-[a-z-]{1,40})((?:\s(?:[^<>"']|"[^"<>]{0,2000}"|'[^'<>]{0,2000}'){0,2000})?)\/>/g;

/**
 * Closes components that were written as XML, `<Tweet id="1" />`, in the HTML that a Markdown parser made: to HTML they
 * would be open, and hold the rest of the article. What stands in code is escaped, and stays.
 */
export function closeComponents(html: string): string {
  return html.replace(COMPONENT, '<$1$2></$1>');
}
