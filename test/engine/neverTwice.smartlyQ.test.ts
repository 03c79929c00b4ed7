import { describeNeverTwice } from './neverTwiceAt';

describeNeverTwice('smartlyQ');
