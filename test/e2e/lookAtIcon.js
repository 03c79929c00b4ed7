/* global document, getComputedStyle, Image */
// Runs in the browser: Playwright takes these functions there, so each must be whole in itself.

function colourBehind(icon) {
	for (let part = icon; part !== null; part = part.parentElement) {
		const { backgroundColor } = getComputedStyle(part);
		if (!/^rgba\(.*, 0\)$/.test(backgroundColor)) return backgroundColor;
	}
	throw new Error('There is nothing behind the icon.');
}

async function lookAtIcon({ src, background, size, enough }) {
	const image = new Image(size, size);
	image.src = src;
	await image.decode();
	const canvas = document.createElement('canvas');
	canvas.width = size;
	canvas.height = size;
	const paper = canvas.getContext('2d');
	const readPixels = () => {
		const { data } = paper.getImageData(0, 0, size, size);
		return Array.from({ length: size * size }, (_, at) => data.slice(4 * at, 4 * at + 3));
	};
	const luminance = (colour) => {
		const [red, green, blue] = [...colour]
			.map((value) => value / 255)
			.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
		return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
	};

	paper.fillStyle = background;
	paper.fillRect(0, 0, size, size);
	const [plain] = readPixels();
	const behind = luminance(plain);
	paper.drawImage(image, 0, 0, size, size);
	const pixels = readPixels();
	const contrasts = pixels
		.map(luminance)
		.map((light) => (Math.max(light, behind) + 0.05) / (Math.min(light, behind) + 0.05));
	const drawn = contrasts
		.filter((_, at) => pixels[at].some((value, channel) => value !== plain[channel]))
		.sort((one, other) => one - other);
	return {
		contrast: drawn[Math.floor(drawn.length / 2)] ?? 1,
		ink: contrasts.filter((contrast) => contrast >= enough).length / contrasts.length,
	};
}

module.exports = { colourBehind, lookAtIcon };
