/** Pictures for the sample posts, by the names of their copies: sea, sky and a boat, nobody's photograph. */
const SIZES: Record<string, [width: number, height: number, hue: number]> = {
  'wide.svg': [1200, 800, 205],
  'tall.svg': [800, 1200, 18],
  'square.svg': [1000, 1000, 160],
};

/** A sample picture as SVG, which has no script and asks for nothing; `undefined` for a name that is none. */
export function samplePicture(name: string): string | undefined {
  const size = Object.hasOwn(SIZES, name) ? SIZES[name] : undefined;
  if (!size) return undefined;
  const [width, height, hue] = size;
  const sea = Math.round(height * 0.6);
  const [left, hull] = [Math.round(width * 0.3), Math.round(width * 0.4)];
  const boat = `M${left} ${sea - 40}h${hull}l-60 90h-${hull - 120}z`;
  const cabin = `M${left + 90} ${sea - 120}h${hull - 210}v80h-${hull - 210}z`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<path fill="hsl(${hue} 45% 78%)" d="M0 0h${width}v${height}H0z"/>`,
    `<circle fill="hsl(${hue} 60% 90%)" cx="${Math.round(width * 0.78)}" cy="${Math.round(height * 0.22)}" r="70"/>`,
    `<path fill="hsl(${hue} 40% 38%)" d="M0 ${sea}h${width}v${height - sea}H0z"/>`,
    `<path fill="#fdfcf8" d="${boat}${cabin}"/>`,
    `</svg>\n`,
  ].join('');
}
