import { describeHostileParameters } from './hostileParametersAt';

describeHostileParameters('postEverywhere');
