extension SchemaValidation {
    mutating func checkElements(_ array: [JSONValue], _ schema: JSONObject, _ path: String) {
        if let least: Int = schema["minItems"], array.count < least {
            report(path, "should have at least \(least) elements, not \(array.count)")
        }
        if let most: Int = schema["maxItems"], array.count > most {
            report(path, "should have at most \(most) elements, not \(array.count)")
        }
        if schema["uniqueItems"] == true { checkUnique(array, path) }
        if let wanted = schema["contains"] { checkContains(wanted, array, schema, path) }
        let first = schema["prefixItems"]?.array ?? []
        for (index, element) in array.enumerated() {
            guard found.count < JSONSchema.mostViolations else { return }
            guard let schema = index < first.count ? first[index] : schema["items"] else { continue }
            check(element, schema, "\(path)[\(index)]")
        }
    }

    private mutating func checkUnique(_ array: [JSONValue], _ path: String) {
        var seen: [JSONValue: Int] = [:]
        for (index, element) in array.enumerated() {
            guard let first = seen[element] else {
                seen[element] = index
                continue
            }
            report("\(path)[\(index)]", "should not be the same as \(path)[\(first)]: \(element.summary)")
        }
    }

    private mutating func checkContains(_ wanted: JSONValue, _ array: [JSONValue], _ schema: JSONObject, _ path: String)
    {
        var count = 0
        for element in array where fits(element, wanted) { count += 1 }
        let least = schema["minContains", as: Int.self] ?? 1
        if count < least { report(path, "should have at least \(least) elements as 'contains' says, not \(count)") }
        if let most: Int = schema["maxContains"], count > most {
            report(path, "should have at most \(most) elements as 'contains' says, not \(count)")
        }
    }
}
