import { describeHostileParameters } from './hostileParametersAt';

describeHostileParameters('socialSyncer');
