const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** Markup that needs no escaping any more. */
export class Html {
	constructor(readonly markup: string) {}
}

/** A template for markup: every value is escaped unless it is `Html`; lists are joined. */
export function html(fixed: TemplateStringsArray, ...values: readonly unknown[]): Html {
	return new Html(fixed.reduce((all, part, index) => all + markupOf(values[index - 1]) + part));
}

function markupOf(value: unknown): string {
	if (value instanceof Html) return value.markup;
	if (Array.isArray(value)) return value.map(markupOf).join('');
	if (value === null || value === undefined) return '';
	return String(value).replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
}

const STYLE = new Html(`
body { font: 16px/1.5 system-ui, sans-serif; color: #1c2430; background: #f6f7f9; margin: 0; }
main { max-width: 72rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.6rem; margin-top: .5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
a { color: #0b57a4; }
table { border-collapse: collapse; width: 100%; background: #fff; }
th, td { text-align: left; vertical-align: top; padding: .45rem .6rem; border: 1px solid #d5dae1; }
th { background: #eaedf1; }
code { font-size: .9em; word-break: break-all; }
.tag { padding: .05rem .45rem; border-radius: .6rem; background: #e3e7ec; white-space: nowrap; }
.good { background: #d3efd9; } .warn { background: #fdeec2; } .bad { background: #f9d6d4; }
.card { max-width: 30rem; margin: 3rem auto; padding: 1.5rem; background: #fff; border: 1px solid #d5dae1; border-radius: .6rem; }
form { margin: 1.2rem 0; }
button { font: inherit; padding: .5rem 1.2rem; margin-right: .5rem; cursor: pointer; color: #0b57a4; background: #fff; }
button { border: 1px solid #0b57a4; border-radius: .4rem; } button:first-child { color: #fff; background: #0b57a4; }
.quiet { color: #596473; }
`);

/** A time for people: to the second, in UTC. */
export function timeText(time: Date): string {
	return time
		.toISOString()
		.replace('T', ' ')
		.replace(/\.\d+Z$/, ' UTC');
}

/** A whole page. `refreshSeconds`: it loads itself again that often. */
export function page(title: string, content: Html, refreshSeconds: number | null = null): string {
	const refresh =
		refreshSeconds === null ? null : html`<meta http-equiv="refresh" content="${refreshSeconds}" />`;
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				${refresh}
				<title>${title}</title>
				<style>
					${STYLE}
				</style>
			</head>
			<body>
				<main>${content}</main>
			</body>
		</html> `.markup;
}
