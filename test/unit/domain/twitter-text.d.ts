declare module 'twitter-text' {
	interface TwitterText {
		parseTweet(text: string): { readonly weightedLength: number };
		extractHashtags(text: string): string[];
	}
	const twitterText: TwitterText;
	export default twitterText;
}
