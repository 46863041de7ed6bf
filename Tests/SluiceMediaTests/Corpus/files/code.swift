import Foundation

let a = [1, 2]
print(a, to: &out)
