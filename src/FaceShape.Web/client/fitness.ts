/** A module with one function, which makes a vector of sixteen bytes. */
const vectors = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11]);

/** Whether this browser runs the networks: before 2023 some had no vectors in WebAssembly, and iPhones in Lockdown Mode run none of it. */
export const isFit = (): boolean => typeof WebAssembly === 'object' && WebAssembly.validate(vectors);
