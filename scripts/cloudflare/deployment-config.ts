import type { DeploymentSettings } from './deployment-settings.ts';

/**
 * `wrangler.toml` with what is of one deployment alone: the id of its database, its settings, its addresses. `toml` is
 * the text of the file. Throws where the file has no place for one of them.
 */
export function deploymentConfig(toml: string, databaseId: string, settings: DeploymentSettings): string {
  const vars = Object.entries(settings.vars).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  const changes: [RegExp, string][] = [
    [/^send_metrics = .*$/m, `$&\n${addresses(settings)}`],
    [/^\[vars\]\n[^[]*/m, `[vars]\n${vars.join('\n').replaceAll('$', '$$$$')}\n\n`],
    [/^database_id = .*$/m, `database_id = "${databaseId}"`],
  ];
  if (settings.frontHosts.length > 0) changes.push([/^# (run_worker_first = true)$/m, '$1']);
  return changes.reduce((text, [place, change]) => {
    if (!place.test(text)) throw new Error(`wrangler.toml has no line like ${place.source}`);
    return text.replace(place, change);
  }, toml);
}

/** Where the worker answers: at a domain of its own, and in front of the site's hosts. */
function addresses({ publicUrl, frontHosts }: DeploymentSettings): string {
  const { hostname } = publicUrl;
  const ownDomain = !hostname.endsWith('.workers.dev') && !frontHosts.includes(hostname);
  const routes = [
    ...(ownDomain ? [`{ pattern = "${hostname}", custom_domain = true }`] : []),
    ...frontHosts.map((host) => `"${host}/*"`),
  ];
  const list = routes.length > 0 ? `routes = [${routes.join(', ')}]\n` : '';
  return `${list}workers_dev = ${hostname.endsWith('.workers.dev')}`;
}
