// The npm registry, for whoever believes our certificate: a proxy that answers for the registry and lets nothing else out.
// n8n installs community packages from no other address than the registry's own unless it has a licence for that.
//
// `node serveNpmRegistry.mjs <tarballs of one package, the latest version last>` prints, as one line of JSON, the environment
// variables by which a program and its npm find it, and ends with its standard input. A process of its own, because mockttp
// is made of ES modules.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

import { generateCACertificate, getLocal } from 'mockttp';

const folder = mkdtempSync(join(tmpdir(), 'social-publisher-registry-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const published = process.argv.slice(2).map((path) => {
	const manifest = JSON.parse(
		execFileSync('tar', ['-xOzf', path, 'package/package.json'], { encoding: 'utf8' }),
	);
	const tarball = readFileSync(path);
	const { name, version } = manifest;
	// Any host will do for the tarball: the proxy answers for all of them.
	const dist = {
		tarball: `https://registry.test/${name}/-/${name}-${version}.tgz`,
		integrity: `sha512-${createHash('sha512').update(tarball).digest('base64')}`,
		shasum: createHash('sha1').update(tarball).digest('hex'),
	};
	return { manifest: { ...manifest, dist }, tarball };
});
const latest = published.at(-1).manifest;
const versions = Object.fromEntries(published.map(({ manifest }) => [manifest.version, manifest]));

const authority = await generateCACertificate({ subject: { commonName: 'Social Publisher test' } });
const certificate = join(folder, 'authority.pem');
writeFileSync(certificate, authority.cert);

const proxy = getLocal({ https: authority });
await proxy.start();
const serve = async (path, answer) =>
	await proxy.forGet(new RegExp(`^https://[^/]+(:\\d+)?/${path}$`)).thenJson(200, answer);
await serve(latest.name, { name: latest.name, 'dist-tags': { latest: latest.version }, versions });
await serve(`${latest.name}/latest`, latest);
for (const { manifest, tarball } of published) {
	await serve(`${latest.name}/${manifest.version}`, manifest);
	await proxy.forGet(manifest.dist.tarball).thenReply(200, tarball);
}
await proxy.forUnmatchedRequest().thenJson(404, { error: 'Not found' });

const settings = {
	HTTPS_PROXY: proxy.url,
	HTTP_PROXY: proxy.url,
	NODE_EXTRA_CA_CERTS: certificate,
	npm_config_cafile: certificate,
	npm_config_cache: join(folder, 'cache'),
};
process.stdout.write(`${JSON.stringify(settings)}\n`);

process.stdin.once('end', () => process.exit());
process.stdin.resume();
