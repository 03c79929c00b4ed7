import { describeNeverTwice } from './neverTwiceAt';

describeNeverTwice('postEverywhere');
