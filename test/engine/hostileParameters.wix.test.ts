import { describeHostileParameters } from './hostileParametersAt';

describeHostileParameters('wix');
