/** Thrown by a model when the trigger has said something that is not true, or kept something to itself. */
export class Lie extends Error {}
