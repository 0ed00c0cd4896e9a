const millisecondsInDay = 86_400_000;
/** 5 January 1970 was a Monday; see `Week` in C#. */
const firstMonday = 4;

/** Whole weeks since then. */
export const weekOf = (milliseconds: number): number => Math.floor((milliseconds / millisecondsInDay - firstMonday) / 7);
