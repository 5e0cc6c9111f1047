/** gas-local has no types of its own. */
declare module 'gas-local' {
  const gasLocal: { readonly require: (folder: string, globals: object, options?: { readonly filter?: (file: string) => boolean }) => unknown };
  export default gasLocal;
}
