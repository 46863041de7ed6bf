const a: number = 1;
export function f(b: string): string { return b; }
