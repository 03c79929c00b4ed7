import { describeTrouble } from './troubleAt';

describeTrouble('wix');
