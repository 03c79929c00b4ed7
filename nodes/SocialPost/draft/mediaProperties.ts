import type { INodeProperties } from 'n8n-workflow';

const altText: INodeProperties = {
	displayName: 'Alt Text',
	name: 'altText',
	type: 'string',
	default: '',
	placeholder: 'e.g. A red bicycle in front of a blue wall',
	description: 'What the picture shows, for people who cannot see it; used where the network takes it',
};

const mediaId: INodeProperties = {
	displayName: 'Media ID',
	name: 'mediaId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 8f14e45f-ceea-4b2d',
	description: 'ID of a file in the provider’s library, as Upload Media returns it',
	displayOptions: { show: { source: ['mediaId'] } },
};

/** Where a file comes from. `mediaId` is left out where a new file is to be brought. */
export function sourceProperties({ withMediaId }: { readonly withMediaId: boolean }): INodeProperties[] {
	return [
		{
			displayName: 'Source',
			name: 'source',
			type: 'options',
			options: [
				{
					name: 'Binary File',
					value: 'binary',
					description: 'A file from the node before, also a large one',
				},
				...(withMediaId
					? [{ name: 'Media ID', value: 'mediaId', description: 'A file that Upload Media has brought' }]
					: []),
				{ name: 'URL', value: 'url', description: 'A public address from which the provider takes it' },
			],
			default: 'url',
			description: 'Where the file comes from',
		},
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/photo.jpg',
			description: 'Direct public address of the file; a share link that shows a web page does not work',
			displayOptions: { show: { source: ['url'] } },
		},
		{
			displayName: 'Input Binary Field',
			name: 'binaryPropertyName',
			type: 'string',
			default: 'data',
			placeholder: 'e.g. data',
			hint: 'The name of the input binary field containing the file; several with commas',
			description: 'The field of the item that holds the file',
			displayOptions: { show: { source: ['binary'] } },
		},
		...(withMediaId ? [mediaId] : []),
	];
}

const mediaItem: INodeProperties[] = [
	...sourceProperties({ withMediaId: true }),
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: [
			{ name: 'Auto', value: 'auto', description: 'By the extension, or by the type of the file' },
			{ name: 'Document', value: 'document' },
			{ name: 'GIF', value: 'gif' },
			{ name: 'Image', value: 'image' },
			{ name: 'Video', value: 'video' },
		],
		default: 'auto',
	},
	altText,
];

/** The files of a post. */
export const mediaProperty: INodeProperties = {
	displayName: 'Media',
	name: 'media',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Media',
	default: {},
	options: [{ displayName: 'Item', name: 'items', values: mediaItem }],
};
