import { describeTrouble } from './troubleAt';

describeTrouble('socialSyncer');
