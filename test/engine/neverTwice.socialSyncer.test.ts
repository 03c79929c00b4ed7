import { describeNeverTwice } from './neverTwiceAt';

describeNeverTwice('socialSyncer');
