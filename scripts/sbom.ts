/**
 * Writes the software bill of materials, CycloneDX 1.5, from the lockfile alone: nothing is asked of the network.
 *
 *   npm run sbom                        what runs in service, to out/sbom.cdx.json
 *   npm run sbom -- --all               with the tools
 *   npm run sbom -- --out release.json  to another file
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MAX_BYTES = 64 * 1024 * 1024;
const DEVELOPMENT = 'cdx:npm:package:development';

interface Bill {
  metadata: { component: { name: string } };
  components: { 'bom-ref': string; properties?: { name: string; value: string }[] }[];
  dependencies: { ref: string; dependsOn?: string[] }[];
}

const { values } = parseArgs({
  options: {
    all: { type: 'boolean', default: false },
    out: { type: 'string', default: 'out/sbom.cdx.json' },
  },
});
const args = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only', '--offline'];
const written = execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: MAX_BYTES });
const bill = JSON.parse(written) as Bill;
// npm takes the folder's name for the package's.
bill.metadata.component.name = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')).name;
const shown = values.all ? bill : withoutTools(bill);
const file = resolve(ROOT, values.out);
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify(shown, null, 2)}\n`);
console.log(`${file}: ${shown.components.length} components`);

/** npm's own `--omit=dev` leaves out what a tool needs too, `sharp` for one. */
function withoutTools(whole: Bill): Bill {
  const isTool = ({ properties = [] }: Bill['components'][number]) =>
    properties.some(({ name, value }) => name === DEVELOPMENT && value === 'true');
  const tools = new Set(whole.components.filter(isTool).map((component) => component['bom-ref']));
  const kept = (ref: string) => !tools.has(ref);
  return {
    ...whole,
    components: whole.components.filter((component) => kept(component['bom-ref'])),
    dependencies: whole.dependencies
      .filter(({ ref }) => kept(ref))
      .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter(kept) })),
  };
}
