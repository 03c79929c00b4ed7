import { describeNeverTwice } from './neverTwiceAt';

describeNeverTwice('wix');
