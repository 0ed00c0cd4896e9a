/** The start page with this query stays: without a network, the page in the language that is wanted may not be there to lead on to. */
export const stay = '?here';
