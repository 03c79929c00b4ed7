import { describeHostileParameters } from './hostileParametersAt';

describeHostileParameters('smartlyQ');
