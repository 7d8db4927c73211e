/** SQL for whose post a stored capture is: the handle in lower case, empty where none is known. `content` is its column. */
export function handleIn(content: string): string {
  return `lower(coalesce(${content} ->> '$.post.author.handle', ${content} ->> '$.handle', ''))`;
}
