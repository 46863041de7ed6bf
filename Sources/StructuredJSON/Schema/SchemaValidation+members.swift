extension SchemaValidation {
    mutating func checkMembers(_ object: JSONObject, _ schema: JSONObject, _ path: String) {
        for name in schema["required"]?.array?.compactMap(\.string) ?? [] where object[name] == nil {
            report(Self.member(name, of: path), "is missing")
        }
        checkDependents(object, schema, path)
        if let least: Int = schema["minProperties"], object.count < least {
            report(path, "should have at least \(least) fields, not \(object.count)")
        }
        if let most: Int = schema["maxProperties"], object.count > most {
            report(path, "should have at most \(most) fields, not \(object.count)")
        }
        let properties = schema["properties"]?.object ?? [:]
        let byPattern = schema["patternProperties"]?.object ?? [:]
        let others = schema["additionalProperties"]
        for (name, value) in object {
            guard found.count < JSONSchema.mostViolations else { return }
            let path = Self.member(name, of: path)
            if let names = schema["propertyNames"], !fits(.string(name), names) {
                report(path, "has a name that the schema does not allow")
            }
            let matching = schemas(for: name, in: byPattern, path)
            for schema in matching { check(value, schema, path) }
            if let property = properties[name] {
                check(value, property, path)
            } else if !matching.isEmpty {
                continue
            } else if others == .bool(false) {
                let nearest = Spelling.nearest(to: name, in: properties.keys)
                report(path, "is not in the schema" + (nearest.map { " (did you mean '\($0)'?)" } ?? ""))
            } else if let others {
                check(value, others, path)
            }
        }
    }

    private mutating func schemas(for name: String, in byPattern: JSONObject, _ path: String) -> [JSONValue] {
        var matching: [JSONValue] = []
        for (pattern, schema) in byPattern {
            switch patterns.finds(pattern, in: name) {
            case .yes: matching.append(schema)
            case .no: break
            // It may be meant by it: better not called a field too many.
            case .unchecked: matching.append(.bool(true))
            case .tooLong:
                isTooMuch = true
                report(
                    path,
                    "has a name that takes too long to be held against \(JSONValue.string(String(pattern.prefix(80))))"
                )
            }
        }
        return matching
    }

    private mutating func checkDependents(_ object: JSONObject, _ schema: JSONObject, _ path: String) {
        for (name, needed) in schema["dependentRequired"]?.object ?? [:] where object[name] != nil {
            for other in needed.array?.compactMap(\.string) ?? [] where object[other] == nil {
                report(Self.member(other, of: path), "is missing, and should be there because '\(name)' is")
            }
        }
        for (name, dependent) in schema["dependentSchemas"]?.object ?? [:] where object[name] != nil {
            check(.object(object), dependent, path)
        }
    }

    static func member(_ name: String, of path: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
}
