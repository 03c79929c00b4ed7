// The arrows of the house: faces -> registry -> a provider -> transport -> n8n-workflow, and everybody -> domain.
const SHARED = '^nodes/shared';
const SHIPPED = '^(nodes|credentials)/';

module.exports = {
	forbidden: [
		{
			name: 'no-cycles',
			comment: 'A cycle has no order in which it could be understood.',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
		{
			name: 'domain-stands-alone',
			comment: 'The domain is plain types and pure functions: nothing of n8n, no HTTP, only luxon for time.',
			severity: 'error',
			from: { path: `${SHARED}/domain/` },
			to: { pathNot: [`${SHARED}/domain/`, 'node_modules/(@types/)?luxon'] },
		},
		{
			name: 'transport-knows-no-vendor',
			comment: 'Transport knows the domain and n8n-workflow, and may draw random names.',
			severity: 'error',
			from: { path: `${SHARED}/transport/` },
			to: { pathNot: [`${SHARED}/(domain|transport)/`, 'node_modules/n8n-workflow', '^crypto$'] },
		},
		{
			name: 'provider-stands-beside-provider',
			comment: 'A provider never imports another one, but may build on what providers share.',
			severity: 'error',
			from: { path: `${SHARED}/providers/([^/]+)/` },
			to: { path: `${SHARED}/providers/([^/]+)/`, pathNot: `${SHARED}/providers/($1|watch)/` },
		},
		{
			name: 'provider-reaches-down-only',
			comment: 'A provider knows its port, the domain, the transport and what providers share, and may hash.',
			severity: 'error',
			from: { path: `${SHARED}/providers/[^/]+/` },
			to: {
				pathNot: [
					`${SHARED}/(domain|transport)/`,
					`${SHARED}/providers/(provider|postState)\\.ts$`,
					`${SHARED}/providers/[^/]+/`,
					'^crypto$',
				],
			},
		},
		{
			name: 'providers-come-from-the-registry',
			comment: 'Only the registry imports a provider by name.',
			severity: 'error',
			from: { path: SHIPPED, pathNot: `${SHARED}/providers/` },
			to: { path: `${SHARED}/providers/[^/]+/` },
		},
		{
			name: 'faces-stand-beside-each-other',
			comment: 'What two faces need lives in nodes/shared/face.',
			severity: 'error',
			from: { path: '^nodes/(Social[A-Za-z]+)/' },
			to: { path: '^nodes/Social[A-Za-z]+/', pathNot: '^nodes/$1/' },
		},
		{
			name: 'nothing-reaches-up-to-a-face',
			comment: 'Shared code knows no node.',
			severity: 'error',
			from: { path: `${SHARED}/` },
			to: { path: '^nodes/Social[A-Za-z]+/' },
		},
		{
			name: 'face-tools-stay-with-faces',
			comment: 'Domain, transport and providers do not know how n8n shows them.',
			severity: 'error',
			from: { path: `${SHARED}/(domain|transport|providers)/` },
			to: { path: `${SHARED}/face/` },
		},
		{
			name: 'shipped-code-needs-nothing-else',
			comment: 'Neither sandbox nor tests, and at run time only what n8n itself provides.',
			severity: 'error',
			from: { path: SHIPPED },
			to: { pathNot: [SHIPPED, '^crypto$', 'node_modules/(@types/)?(n8n-workflow|luxon)/'] },
		},
		{
			name: 'sandbox-shares-no-code-with-the-pack',
			comment: 'A mistake in a mapping must not be made twice, once on each side.',
			severity: 'error',
			from: { path: '^sandbox/' },
			to: { path: SHIPPED },
		},
		{
			name: 'sandbox-vendor-stands-beside-vendor',
			severity: 'error',
			from: { path: '^sandbox/vendors/([^/]+)/' },
			to: { path: '^sandbox/vendors/([^/]+)/', pathNot: '^sandbox/vendors/$1/' },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.dev.json' },
		combinedDependencies: true,
	},
};
