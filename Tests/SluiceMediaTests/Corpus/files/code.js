const a = f(1, 2);
const b = f(3, 4);
