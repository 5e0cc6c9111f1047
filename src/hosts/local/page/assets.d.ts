/** The build hands such a file over as its text. */
declare module '*.xml' {
  const text: string;
  export default text;
}
