/** Styles are inlined by the build; to the compiler an import of one is an empty module. */
declare module '*.css';
