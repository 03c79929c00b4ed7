import { describeTrouble } from './troubleAt';

describeTrouble('smartlyQ');
