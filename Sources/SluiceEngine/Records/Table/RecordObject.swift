import StructuredJSON

/// An object of a record: its JSON, of which the members in its table are properties. Members that are not in it are kept.
protocol RecordObject: JSONBacked, RecordValue {
    static var members: [RecordEntry] { get }
}

extension RecordObject {
    static var shape: RecordShape { .object(members) }

    subscript<Value>(member: RecordMember<Value>) -> Value? {
        get { member.value(in: fields) }
        set { member.set(newValue, in: &fields) }
    }

    /// A list that is never missing.
    subscript<Element>(list member: RecordMember<[Element]>) -> [Element] {
        get { member.value(in: fields) ?? [] }
        set { member.set(newValue, in: &fields) }
    }
}
