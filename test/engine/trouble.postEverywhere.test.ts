import { describeTrouble } from './troubleAt';

describeTrouble('postEverywhere');
